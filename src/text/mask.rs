//! Rasterizes the coverage masks of single glyphs.

use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use super::{
    FontSet, distance,
    glyph_mask::{GlyphMask, MaskKey},
    glyph_ranges::{ASCENDER, BORDER, EDGE as OUTLINE, EM, FieldGlyph, RANGE},
    halo_copies,
    outline::{GlyphOutline, Segment},
};

/// Samples per pixel and axis, in addition to the rasterizer's own four: small text needs the tonal range.
const SAMPLES: u32 = 2;

/// Maximum side of a mask; larger glyphs are not drawn.
const MAX_SIDE: f32 = 2048.0;

/// Width of the edge of a grown shape without blur, in pixels: as soft as the rasterizer's edges.
const EDGE: f32 = 1.0;

impl GlyphMask {
    /// Rasterizes the glyph of `key`. The mask of a blank glyph is empty.
    pub(super) fn of(fonts: &FontSet, key: MaskKey) -> Self {
        Self::try_of(fonts, key).unwrap_or_default()
    }

    fn try_of(fonts: &FontSet, key: MaskKey) -> Option<Self> {
        if key.copies > 0 && key.grow > 0 {
            let letter = Self::try_of(fonts, MaskKey { grow: 0, blur: 0, copies: 0, ..key })?;
            return Some(halo_copies::grown(&letter, f32::from(key.grow) / 8.0, f32::from(key.copies) / 255.0));
        }
        let size = f32::from(key.size) / 8.0;
        let (grow, blur) = (f32::from(key.grow) / 8.0, f32::from(key.blur) / 8.0);
        let (x, y) = (f32::from(key.subpixel & 3) / 4.0, f32::from(key.subpixel >> 2) / 4.0);
        let turn = Transform::from_rotate(f32::from(key.angle) * 360.0 / 256.0);
        let place = turn.post_scale(size, size).post_translate(x, y);
        if let Some(ranges) = fonts.face(key.face)?.ranges() {
            return Self::of_field(&*ranges.glyph(key.glyph)?, place, size, grow, blur);
        }
        let path = path(&GlyphOutline::of(fonts, key.face, key.glyph)?)?.transform(place)?;

        let margin = if key.grow <= 0 { 0.0 } else { grow + blur + EDGE };
        let bounds = path.bounds();
        let (left, top) = ((bounds.left() - margin).floor(), (bounds.top() - margin).floor());
        let (width, height) = ((bounds.right() + margin).ceil() - left, (bounds.bottom() + margin).ceil() - top);
        if !(width >= 1.0 && height >= 1.0 && width <= MAX_SIDE && height <= MAX_SIDE) {
            return None;
        }
        let (width, height) = (width as u32, height as u32);
        let fine_to = Transform::from_translate(-left, -top).post_scale(SAMPLES as f32, SAMPLES as f32);
        let mut fine = Mask::new(width * SAMPLES, height * SAMPLES)?;
        fine.fill_path(&path, FillRule::Winding, true, fine_to);
        if key.grow != 0 {
            grow_edge(&mut fine, grow, blur);
        }
        let coverage = averaged(&fine, width, height);
        Some(Self { left: left as i32, top: top as i32, width, height, coverage })
    }

    /// Samples a distance field. `place` maps ems at the glyph's origin to pixels.
    fn of_field(glyph: &FieldGlyph, place: Transform, size: f32, grow: f32, blur: f32) -> Option<Self> {
        if glyph.field.is_empty() {
            return None;
        }
        let (columns, rows) = (glyph.width + 2 * BORDER, glyph.height + 2 * BORDER);
        // Maps field pixels to ems from the origin.
        let to_em = Transform::from_translate((glyph.left - BORDER) as f32, -ASCENDER - (glyph.top + BORDER) as f32)
            .post_scale(1.0 / EM, 1.0 / EM);
        let to_pixels = to_em.post_concat(place);
        let back = to_pixels.invert()?;
        let corners = tiny_skia::Rect::from_ltrb(0.0, 0.0, columns as f32, rows as f32)?.transform(to_pixels)?;
        let (left, top) = (corners.left().floor(), corners.top().floor());
        let (width, height) = (corners.right().ceil() - left, corners.bottom().ceil() - top);
        if !(width <= MAX_SIDE && height <= MAX_SIDE) {
            return None;
        }
        let half = FIELD_EDGE + blur * BLUR;
        let value = |x: i32, y: i32| {
            let inside = (0..columns).contains(&x) && (0..rows).contains(&y);
            let at = inside.then(|| glyph.field.get((y * columns + x) as usize)).flatten();
            f32::from(at.copied().unwrap_or(0)) / 255.0
        };
        let coverage = (0..height as i32).flat_map(|y| (0..width as i32).map(move |x| (x, y))).map(|(x, y)| {
            let mut p = tiny_skia::Point::from_xy(left + x as f32 + 0.5, top + y as f32 + 0.5);
            back.map_point(&mut p);
            let (fx, fy) = (p.x - 0.5, p.y - 0.5);
            let (x0, y0) = (fx.floor(), fy.floor());
            let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
            let row = |dy: i32| mix(value(x0 as i32, y0 as i32 + dy), value(x0 as i32 + 1, y0 as i32 + dy), fx - x0);
            let inside = (mix(row(0), row(1), fy - y0) - OUTLINE) * RANGE * size / EM;
            let t = ((inside + grow + half) / (2.0 * half)).clamp(0.0, 1.0);
            (t * t * (3.0 - 2.0 * t) * 255.0 + 0.5) as u8
        });
        let coverage = coverage.collect();
        Some(Self { left: left as i32, top: top as i32, width: width as u32, height: height as u32, coverage })
    }

    /// Size in the cache, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.coverage.len() + size_of::<Self>() + size_of::<MaskKey>() + 32
    }
}

/// Converts the outline to a tiny-skia path.
fn path(outline: &GlyphOutline) -> Option<Path> {
    let mut path = PathBuilder::new();
    for segment in outline.segments() {
        match *segment {
            Segment::MoveTo([x, y]) => path.move_to(x, y),
            Segment::LineTo([x, y]) => path.line_to(x, y),
            Segment::QuadTo([cx, cy], [x, y]) => path.quad_to(cx, cy, x, y),
            Segment::CubicTo([cx, cy], [dx, dy], [x, y]) => path.cubic_to(cx, cy, dx, dy, x, y),
            Segment::Close => path.close(),
        }
    }
    path.finish()
}

/// Replaces a shape by all points within `grow` pixels of it (if negative: by its points at least that far from its
/// edge), blurred over `blur` pixels on both sides.
fn grow_edge(fine: &mut Mask, grow: f32, blur: f32) {
    let (width, height) = (fine.width() as usize, fine.height() as usize);
    let distance = if grow > 0.0 {
        distance::outside(fine.data(), width, height)
    } else {
        // Seen from inside: the distance from everything outside.
        let around: Vec<u8> = fine.data().iter().map(|c| 255 - c).collect();
        distance::outside(&around, width, height).into_iter().map(|d| -d).collect()
    };
    let half = EDGE / 2.0 + blur * BLUR;
    for (sample, distance) in fine.data_mut().iter_mut().zip(distance) {
        let inside = (grow + half - distance / SAMPLES as f32) / (2.0 * half);
        let t = inside.clamp(0.0, 1.0);
        // Blurred edges are smoothed as in MapLibre (GLSL smoothstep); sharp edges are linear.
        let eased = if blur > 0.0 { t * t * (3.0 - 2.0 * t) } else { t };
        *sample = (eased * 255.0 + 0.5) as u8;
    }
}

/// Half the width of a distance field's edge, in pixels (MapLibre's `EDGE_GAMMA`, 0.105 of 8 pixels).
const FIELD_EDGE: f32 = 0.84;

/// MapLibre's factor on halo blur (`symbol_sdf.fragment.glsl`).
const BLUR: f32 = 1.19;

fn averaged(fine: &Mask, width: u32, height: u32) -> Box<[u8]> {
    let stride = (width * SAMPLES) as usize;
    let mut coverage = Vec::with_capacity((width * height) as usize);
    for rows in fine.data().chunks_exact(stride * SAMPLES as usize) {
        for x in (0..stride).step_by(SAMPLES as usize) {
            let sum: u32 =
                rows.chunks_exact(stride).flat_map(|row| &row[x..x + SAMPLES as usize]).map(|c| u32::from(*c)).sum();
            coverage.push(((sum + SAMPLES * SAMPLES / 2) / (SAMPLES * SAMPLES)) as u8);
        }
    }
    coverage.into_boxed_slice()
}
