//! Heatmaps, as computed by MapLibre's `heatmap.fragment.glsl`.

use tiny_skia::{Pixmap, PremultipliedColorU8};

use super::color::pixel;
use crate::{
    deadline::checkpoint,
    render::display::{HeatPoint, HeatmapItem},
    style::Color,
};

/// Densities are computed for squares of this many pixels and interpolated between them, as in MapLibre.
const CELL: usize = 4;

/// 1 / √(2π)
const GAUSS: f64 = 0.398_942_280_401_432_7;

/// Densities below this are invisible.
const ZERO: f64 = 1.0 / 255.0 / 16.0;

/// Draws `item` as a pixmap of `width × height` pixels.
pub(super) fn picture(item: &HeatmapItem, width: u32, height: u32) -> Option<Pixmap> {
    let field = DensityField::of(&item.points, width as usize, height as usize);
    let colors: Vec<PremultipliedColorU8> =
        item.colors.iter().map(|c| pixel(Color::new(c.r, c.g, c.b, c.a * item.opacity))).collect();
    let last = colors.len().checked_sub(1)? as f64;
    let mut pixmap = Pixmap::new(width, height)?;
    let row = (width as usize).max(1);
    for (i, pixel) in pixmap.pixels_mut().iter_mut().enumerate() {
        checkpoint(2);
        // MapLibre's color ramp is an image of 256 pixels; its first and last colors are half a pixel inside.
        let at = (field.at(i % row, i / row) * 256.0 - 0.5) / 255.0;
        if let Some(color) = colors.get((at.clamp(0.0, 1.0) * last).round() as usize) {
            *pixel = *color;
        }
    }
    Some(pixmap)
}

/// Densities at the centers of cells, including one cell beyond the picture on each side.
struct DensityField {
    columns: usize,
    rows: usize,
    cells: Vec<f32>,
}

impl DensityField {
    fn of(points: &[HeatPoint], width: usize, height: usize) -> Self {
        let (columns, rows) = (width.div_ceil(CELL) + 2, height.div_ceil(CELL) + 2);
        let mut field = Self { columns, rows, cells: vec![0.0; columns * rows] };
        let mut bells = [Vec::new(), Vec::new()];
        for point in points {
            field.add(point, &mut bells);
        }
        field
    }

    /// Adds the Gaussian around one point: the product of a one-dimensional Gaussian per axis.
    fn add(&mut self, point: &HeatPoint, [across, down]: &mut [Vec<f32>; 2]) {
        if !(point.weight > 0.0 && point.radius > 0.0) {
            return;
        }
        // The distance at which the Gaussian falls below the visible density (`heatmap.vertex.glsl`).
        let reach = (-2.0 * (ZERO / point.weight / GAUSS).ln()).max(0.0).sqrt() / 3.0 * point.radius;
        let left = bell(point.center[0], point.radius, reach, self.columns, across);
        let top = bell(point.center[1], point.radius, reach, self.rows, down);
        checkpoint(20 + across.len() * down.len() / 4);
        let height = (point.weight * GAUSS) as f32;
        for (y, strength) in down.iter().enumerate() {
            let at = (top + y) * self.columns + left;
            let Some(row) = self.cells.get_mut(at..at + across.len()) else { return };
            let strength = strength * height;
            row.iter_mut().zip(across.iter()).for_each(|(sum, bell)| *sum += bell * strength);
        }
    }

    /// The density at the center of a pixel, interpolated from the four nearest cells.
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

/// Writes the values of the Gaussian around `center` at the centers of the cells within its reach into `out`. Returns
/// the index of the first cell.
fn bell(center: f64, radius: f64, reach: f64, cells: usize, out: &mut Vec<f32>) -> usize {
    out.clear();
    let cell = CELL as f64;
    let middle = |i: usize| (i as f64 - 0.5) * cell;
    let first = ((center - reach) / cell + 0.5).ceil().clamp(0.0, cells as f64) as usize;
    let end = (((center + reach) / cell + 0.5).floor() + 1.0).clamp(0.0, cells as f64) as usize;
    out.extend((first..end.max(first)).map(|i| {
        let d = (middle(i) - center) / radius;
        (-4.5 * d * d).exp() as f32
    }));
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_point_is_a_gaussian() {
        let field = DensityField::of(&[HeatPoint { center: [16.0, 16.0], radius: 20.0, weight: 1.0 }], 32, 32);
        let middle = field.at(15, 15);
        // Interpolated between cells, so slightly below 1 / √(2π).
        assert!((middle - GAUSS).abs() < 0.05, "{middle}");
        assert!((field.at(15, 4) - field.at(4, 15)).abs() < 1e-6);
        assert!(field.at(0, 0) < field.at(8, 8));
    }

    #[test]
    fn a_million_points_of_any_size_cost_only_their_visible_cells() {
        let point = |i: u32| HeatPoint { center: [f64::from(i) - 5e5, 8.0], radius: 1e9, weight: 1.0 };
        let points: Vec<_> = (0..1_000_000).map(point).collect();
        assert!(DensityField::of(&points, 32, 32).at(0, 0) > 0.0);
        let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0];
        let points: Vec<_> = odd.iter().map(|r| HeatPoint { center: [*r, *r], radius: *r, weight: 1.0 }).collect();
        DensityField::of(&points, 32, 32);
    }
}
