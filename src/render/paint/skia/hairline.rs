//! Outlines of areas, one pixel wide, as OpenGL draws them for MapLibre (`fill_outline.fragment.glsl`): one pixel per
//! column of a flat edge and per row of a steep one, fainter the farther its center is from the edge. Each pixel
//! depends only on the edge, so that neighboring pictures agree.

use tiny_skia::{Pixmap, PremultipliedColorU8};

use crate::{
    deadline::checkpoint,
    render::{
        display::HairlineItem,
        geometry::{ClipRect, smoothstep, snap_as_opengl},
    },
};

/// Draws `item`; `clip` is within the picture.
pub(super) fn draw(item: &HairlineItem, clip: ClipRect, pixmap: &mut Pixmap) {
    if clip.left >= clip.right || clip.top >= clip.bottom {
        return;
    }
    let c = item.color;
    // Computed relative to the tile's corner, which is at a whole pixel, so that every picture gets the same numbers.
    let corner = item.offset.map(f64::floor);
    let rest = [0, 1].map(|i| item.offset[i] - corner[i]);
    let mut canvas = EdgeCanvas {
        corner: corner.map(|v| v as i32),
        color: [c.r * c.a, c.g * c.a, c.b * c.a, c.a].map(|v| (v.clamp(0.0, 1.0) * 255.0) as f32),
        clip,
        width: pixmap.width() as usize,
        pixels: pixmap.pixels_mut(),
    };
    for ring in item.rings.iter() {
        let Some(mut from) = ring.last() else { continue };
        for to in ring {
            let place = |p: &[f64; 2]| [0, 1].map(|i| snap_as_opengl(p[i] + rest[i]));
            canvas.edge(place(from), place(to));
            from = to;
        }
    }
}

/// The target of edges.
struct EdgeCanvas<'p> {
    /// Premultiplied color, 0 to 255.
    color: [f32; 4],
    /// The tile's corner in whole pixels of the picture.
    corner: [i32; 2],
    clip: ClipRect,
    width: usize,
    pixels: &'p mut [PremultipliedColorU8],
}

impl EdgeCanvas<'_> {
    fn edge(&mut self, a: [f64; 2], b: [f64; 2]) {
        let (dx, dy) = ((b[0] - a[0]).abs(), (b[1] - a[1]).abs());
        let length = dx.hypot(dy);
        if length == 0.0 || !length.is_finite() {
            return;
        }
        // Step along the longer axis of the edge.
        let (major, minor) = if dx >= dy { (0, 1) } else { (1, 0) };
        let (a, b) = if a[major] <= b[major] { (a, b) } else { (b, a) };
        let across = dx.max(dy) / length;
        let slope = (b[minor] - a[minor]) / (b[major] - a[major]);
        let limits = [[self.clip.left, self.clip.right], [self.clip.top, self.clip.bottom]];
        let local = |axis: usize| limits[axis].map(|v| v.saturating_sub(self.corner[axis]));
        let ([low, high], [above, below]) = (local(major), local(minor));
        let first = (a[major] - 0.5).ceil().max(f64::from(low)) as i32;
        let last = (b[major] - 0.5).ceil().min(f64::from(high)) as i32;
        checkpoint(2 + last.saturating_sub(first).max(0) as usize);
        for step in first..last {
            let at = a[minor] + (f64::from(step) + 0.5 - a[major]) * slope;
            let row = at.floor();
            if row < f64::from(above) || row >= f64::from(below) {
                continue;
            }
            let strength = smoothstep(1.0 - (at - row - 0.5).abs() * across);
            let (x, y) = if major == 0 { (step, row as i32) } else { (row as i32, step) };
            // Within the clip rectangle, so also within the picture.
            let (x, y) = (x.saturating_add(self.corner[0]), y.saturating_add(self.corner[1]));
            self.blend(x as usize, y as usize, strength as f32);
        }
    }

    fn blend(&mut self, x: usize, y: usize, strength: f32) {
        let Some(pixel) = self.pixels.get_mut(y * self.width + x) else { return };
        let [r, g, b, a] = self.color.map(|v| v * strength);
        let rest = 1.0 - a / 255.0;
        let mix = |over: f32, under: u8| (over + f32::from(under) * rest + 0.5) as u8;
        let alpha = mix(a, pixel.alpha());
        // Rounding may raise a channel above alpha.
        let part = |over: f32, under: u8| mix(over, under).min(alpha);
        let mixed =
            PremultipliedColorU8::from_rgba(part(r, pixel.red()), part(g, pixel.green()), part(b, pixel.blue()), alpha);
        *pixel = mixed.unwrap_or(*pixel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::geometry::Lines, style::Color};

    #[test]
    fn an_edge_through_the_middle_of_pixels_is_one_full_row() {
        let mut rings = Lines::default();
        rings.line([[1.0, 1.5], [5.0, 1.5]]);
        let clip = ClipRect { left: 0, top: 0, right: 6, bottom: 4 };
        let item = HairlineItem { rings, offset: [0.0; 2], clip, color: Color::new(0.0, 0.0, 0.0, 1.0) };
        let mut pixmap = Pixmap::new(6, 4).unwrap();
        draw(&item, clip, &mut pixmap);
        let drawn: Vec<_> = (0..24).filter(|i| pixmap.pixels()[*i].alpha() == 255).collect();
        assert_eq!(drawn, [7, 8, 9, 10]);
        assert_eq!(pixmap.pixels().iter().filter(|p| p.alpha() > 0).count(), 4);
    }

    #[test]
    fn an_edge_far_beyond_the_picture_costs_only_its_visible_pixels() {
        let mut rings = Lines::default();
        rings.line([[-1e12, -1e12], [1e12, 1e12], [f64::NAN, 0.0]]);
        let clip = ClipRect { left: 0, top: 0, right: 4, bottom: 4 };
        let item = HairlineItem { rings, offset: [0.0; 2], clip, color: Color::new(0.0, 0.0, 0.0, 1.0) };
        let mut pixmap = Pixmap::new(4, 4).unwrap();
        draw(&item, clip, &mut pixmap);
        assert!((0..4).all(|i| pixmap.pixel(i, i).unwrap().alpha() > 0));
    }
}
