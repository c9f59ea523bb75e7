//! Blends glyph masks into a picture.

use std::{cell::RefCell, sync::Arc};

use tiny_skia::{Pixmap, PremultipliedColorU8};

use super::color::color;
use crate::{
    deadline::checkpoint,
    image::divided_by_255,
    render::display::{GlyphInstance, GlyphRun},
    style::Color,
    text::{GlyphCache, GlyphMask, MaskKey},
};

/// Draws the glyphs of one label: first all halos as one shape, then the glyphs. Parts outside of `pixmap` are clipped.
pub(super) fn draw(run: &GlyphRun, cache: &GlyphCache, pixmap: &mut Pixmap) {
    let size = (pixmap.width() as i32, pixmap.height() as i32);
    let (glyphs, opacity) = (&run.glyphs, run.opacity as f32);
    // The glyphs that are blended together.
    let together = if run.separate { 1 } else { glyphs.len().max(1) };
    SCRATCH.with_borrow_mut(|union| {
        if let Some(halo) = run.visible_halo() {
            let (grow, blur) = (eighths(halo.width as f32).max(1), eighths(halo.blur as f32) as u8);
            // The opacity of copies adds up within the mask.
            let alpha = (halo.color.a * run.opacity).clamp(0.0, 1.0);
            let copies = if halo.copies { ((alpha * 255.0).round() as u8).max(1) } else { 0 };
            let color = if halo.copies { Color { a: 1.0, ..halo.color } } else { halo.color };
            let opacity = if halo.copies { 1.0 } else { opacity };
            for glyphs in glyphs.chunks(together) {
                let grown = |g| MaskKey { copies, ..key(g, grow, blur) };
                union.collect(glyphs.iter().map(|g| (g, cache.mask(grown(g)))), size);
                if halo.hollow {
                    let letters = glyphs.iter().map(|g| (g, cache.mask(key(g, SHRUNK, 0))));
                    union.holes.extend(letters.map(|(g, mask)| placed(g, mask)));
                }
                union.blend(pixmap, faded(color, opacity));
            }
        }
        for (index, color) in run.colors.iter().enumerate() {
            for glyphs in glyphs.chunks(together) {
                let of_color = glyphs.iter().filter(|g| g.color == index);
                union.collect(of_color.map(|g| (g, cache.mask(key(g, 0, 0)))), size);
                union.blend(pixmap, faded(*color, opacity));
            }
        }
    });
}

thread_local! {
    static SCRATCH: RefCell<MaskUnion> = RefCell::default();
}

/// Converts pixels to the eighths of mask keys: at most 31.875 pixels.
fn eighths(pixels: f32) -> i16 {
    (pixels * 8.0).round().clamp(0.0, 255.0) as i16
}

/// Offset of the opaque core of letters from their outline, in eighths of a pixel.
const SHRUNK: i16 = -7;

fn key(glyph: &GlyphInstance, grow: i16, blur: u8) -> MaskKey {
    MaskKey {
        face: glyph.face,
        glyph: glyph.glyph,
        size: (glyph.size * 8.0).round().clamp(0.0, f32::from(u16::MAX)) as u16,
        angle: glyph.angle,
        subpixel: (glyph.x & 3) as u8 | ((glyph.y & 3) as u8) << 2,
        grow,
        blur,
        copies: 0,
    }
}

/// The premultiplied pixel of a color with reduced opacity.
fn faded(c: Color, opacity: f32) -> PremultipliedColorU8 {
    let mut color = color(c);
    color.apply_opacity(opacity.clamp(0.0, 1.0));
    color.premultiply().to_color_u8()
}

/// A mask with the position (column and row) of its upper left corner.
type PlacedMask = (Arc<GlyphMask>, i32, i32);

fn placed(glyph: &GlyphInstance, mask: Arc<GlyphMask>) -> PlacedMask {
    let (left, top) = ((glyph.x >> 2) + mask.left, (glyph.y >> 2) + mask.top);
    (mask, left, top)
}

/// The union of masks. Overlapping glyphs and halos must not be blended twice: overlaps would show through translucent
/// colors, and joined Arabic letters would have seams.
#[derive(Default)]
struct MaskUnion {
    parts: Vec<PlacedMask>,
    /// Masks that are cut out of the union.
    holes: Vec<PlacedMask>,
    /// Bounding box of all parts, clipped to the picture: left, top, right, bottom.
    area: (i32, i32, i32, i32),
    coverage: Vec<u8>,
}

impl MaskUnion {
    /// Collects the masks of `glyphs` that are within a picture of `size`.
    fn collect<'g>(&mut self, glyphs: impl Iterator<Item = (&'g GlyphInstance, Arc<GlyphMask>)>, size: (i32, i32)) {
        self.parts.clear();
        self.holes.clear();
        self.area = (size.0, size.1, 0, 0);
        for (glyph, mask) in glyphs {
            checkpoint(10);
            let (mask, left, top) = placed(glyph, mask);
            let (right, bottom) = (left + mask.width as i32, top + mask.height as i32);
            if right <= 0 || bottom <= 0 || left >= size.0 || top >= size.1 || mask.coverage.is_empty() {
                continue;
            }
            let a = self.area;
            self.area =
                (a.0.min(left.max(0)), a.1.min(top.max(0)), a.2.max(right.min(size.0)), a.3.max(bottom.min(size.1)));
            self.parts.push((mask, left, top));
        }
    }

    /// Blends `color` into the picture through the union.
    fn blend(&mut self, pixmap: &mut Pixmap, color: PremultipliedColorU8) {
        let (left, top, right, bottom) = self.area;
        if self.parts.is_empty() || color.alpha() == 0 {
            return;
        }
        let (width, height) = ((right - left) as usize, (bottom - top) as usize);
        checkpoint(width * height / 4);
        self.coverage.clear();
        self.coverage.resize(width * height, 0);
        let (area, coverage) = (self.area, &mut self.coverage);
        for part in &self.parts {
            combine(coverage, area, part, |sum, part| sum.max(part));
        }
        for hole in &self.holes {
            combine(coverage, area, hole, |sum, hole| sum.min(255 - hole));
        }
        let stride = pixmap.width() as usize;
        let rows = pixmap.pixels_mut().chunks_exact_mut(stride).skip(top as usize);
        for (row, coverage) in rows.zip(self.coverage.chunks_exact(width)) {
            for (pixel, coverage) in row[left as usize..].iter_mut().zip(coverage) {
                if *coverage != 0 {
                    *pixel = over(*pixel, color, *coverage);
                }
            }
        }
    }
}

/// Combines the pixels of a mask with those of `coverage`, which cover `area`.
fn combine(
    coverage: &mut [u8],
    (left, top, right, bottom): (i32, i32, i32, i32),
    (mask, x, y): &PlacedMask,
    by: impl Fn(u8, u8) -> u8,
) {
    let from = (left - x).max(0);
    let to = (right - x).min(mask.width as i32);
    if from >= to {
        return;
    }
    let width = (right - left) as usize;
    checkpoint(mask.coverage.len() / 8);
    let rows = mask.coverage.chunks_exact(mask.width as usize).zip(*y..);
    for (row, y) in rows.filter(|(_, y)| (top..bottom).contains(y)) {
        let start = (y - top) as usize * width + (x + from - left) as usize;
        for (sum, part) in coverage[start..].iter_mut().zip(&row[from as usize..to as usize]) {
            *sum = by(*sum, *part);
        }
    }
}

/// Blends `color` with `coverage` over `below` (Porter-Duff "over", rounded).
fn over(below: PremultipliedColorU8, color: PremultipliedColorU8, coverage: u8) -> PremultipliedColorU8 {
    let part = u32::from(coverage);
    let keep = 255 - u32::from(divided_by_255(u32::from(color.alpha()) * part));
    let mix = |c: u8, b: u8| divided_by_255(u32::from(c) * part).saturating_add(divided_by_255(u32::from(b) * keep));
    let alpha = mix(color.alpha(), below.alpha());
    // Rounding may raise a channel above alpha by one, which the type rejects.
    let channel = |c: u8, b: u8| mix(c, b).min(alpha);
    PremultipliedColorU8::from_rgba(
        channel(color.red(), below.red()),
        channel(color.green(), below.green()),
        channel(color.blue(), below.blue()),
        alpha,
    )
    .unwrap_or(below)
}
