//! Density of points as colours, as MapLibre's `heatmap.fragment.glsl` computes it.

use tiny_skia::{Pixmap, PremultipliedColorU8};

use crate::render::display::{HeatPoint, HeatmapItem};

/// Densities are computed for squares of so many pixels and smoothed between them, as in MapLibre.
const CELL: usize = 4;

/// 1 / √(2π)
const GAUSS: f64 = 0.398_942_280_401_432_7;

/// Densities below this are not seen.
const ZERO: f64 = 1.0 / 255.0 / 16.0;

/// The picture of `item`, `width × height` pixels.
pub(super) fn picture(item: &HeatmapItem, width: u32, height: u32) -> Option<Pixmap> {
    let field = Field::of(&item.points, width as usize, height as usize);
    let colors: Vec<PremultipliedColorU8> = item
        .colors
        .iter()
        .map(|c| {
            let color = super::skia::color(crate::style::Color::new(c.r, c.g, c.b, c.a * item.opacity));
            color.premultiply().to_color_u8()
        })
        .collect();
    let mut pixmap = Pixmap::new(width, height)?;
    let row = (width as usize).max(1);
    for (i, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
        let density = field.at(i % row, i / row).clamp(0.0, 1.0);
        if let Some(color) = colors.get((density * 255.0).round() as usize) {
            *pixel = *color;
        }
    }
    Some(pixmap)
}

/// Densities at the middles of cells, one cell beyond the picture on each side.
struct Field {
    columns: usize,
    cells: Vec<f32>,
}

impl Field {
    fn of(points: &[HeatPoint], width: usize, height: usize) -> Self {
        let (columns, rows) = (width.div_ceil(CELL) + 2, height.div_ceil(CELL) + 2);
        let mut field = Self { columns, cells: vec![0.0; columns * rows] };
        for point in points {
            field.add(point, columns, rows);
        }
        field
    }

    fn add(&mut self, point: &HeatPoint, columns: usize, rows: usize) {
        if !(point.weight > 0.0 && point.radius > 0.0) {
            return;
        }
        // Where the bell falls below what is seen (`heatmap.vertex.glsl`).
        let reach = (-2.0 * (ZERO / point.weight / GAUSS).ln()).max(0.0).sqrt() / 3.0 * point.radius;
        let cell = CELL as f64;
        let middle = |i: f64| (i - 0.5) * cell;
        let first = |c: f64| ((c - reach) / cell + 0.5).floor().max(0.0);
        let last = |c: f64, end: usize| ((c + reach) / cell + 0.5).ceil().min(end as f64 - 1.0);
        let mut y = first(point.center[1]);
        while y <= last(point.center[1], rows) {
            let mut x = first(point.center[0]);
            while x <= last(point.center[0], columns) {
                let (dx, dy) = (middle(x) - point.center[0], middle(y) - point.center[1]);
                if dx.abs() <= reach && dy.abs() <= reach {
                    let d = (dx * dx + dy * dy) / (point.radius * point.radius);
                    let density = point.weight * GAUSS * (-4.5 * d).exp();
                    if let Some(sum) = self.cells.get_mut(y as usize * self.columns + x as usize) {
                        *sum += density as f32;
                    }
                }
                x += 1.0;
            }
            y += 1.0;
        }
    }

    /// The density at a pixel's middle, between the four nearest cells.
    fn at(&self, x: usize, y: usize) -> f64 {
        let split = |v: usize| {
            let at = (v as f64 + 0.5) / CELL as f64 + 0.5;
            (at.floor() as usize, at.fract())
        };
        let ((x, fx), (y, fy)) = (split(x), split(y));
        let cell = |x: usize, y: usize| self.cells.get(y * self.columns + x).map_or(0.0, |v| f64::from(*v));
        let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
        mix(mix(cell(x, y), cell(x + 1, y), fx), mix(cell(x, y + 1), cell(x + 1, y + 1), fx), fy)
    }
}
