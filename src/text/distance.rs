//! Distance transform of coverage masks.
//!
//! The exact Euclidean distance transform in linear time by Felzenszwalb and Huttenlocher ("Distance Transforms of
//! Sampled Functions", 2012). As in tiny-sdf, it starts from partial coverage, so that edges between samples keep their
//! position.

use crate::deadline::checkpoint;

const FAR: f32 = 1e20;

/// The distance from the center of each sample to the nearest edge of the shape, in samples: positive outside, 0
/// inside. `coverage` contains `width × height` samples.
pub(super) fn outside(coverage: &[u8], width: usize, height: usize) -> Vec<f32> {
    let mut squared: Vec<f32> = coverage
        .iter()
        .map(|c| match c {
            0 => FAR,
            255 => 0.0,
            // The edge crosses the sample: half coverage means that it crosses the center.
            c => (0.5 - f32::from(*c) / 255.0).max(0.0).powi(2),
        })
        .collect();
    let longest = width.max(height);
    let mut transform =
        DistanceTransform { values: vec![0.0; longest], places: vec![0; longest], borders: vec![0.0; longest + 1] };
    for x in 0..width {
        transform.along(&mut squared, x, width, height);
    }
    for y in 0..height {
        transform.along(&mut squared, y * width, 1, width);
    }
    squared.iter_mut().for_each(|d| *d = d.sqrt());
    squared
}

/// Buffers for one row or column.
struct DistanceTransform {
    values: Vec<f32>,
    places: Vec<usize>,
    borders: Vec<f32>,
}

impl DistanceTransform {
    /// Transforms one row or column: `length` samples of `grid` starting at `offset`, `stride` apart, are replaced by
    /// the lower envelope of the parabolas rooted at them.
    fn along(&mut self, grid: &mut [f32], offset: usize, stride: usize, length: usize) {
        checkpoint(length * 2);
        for q in 0..length {
            self.values[q] = grid[offset + q * stride];
        }
        let crossing = |values: &[f32], q: usize, r: usize| {
            let (qf, rf) = (q as f32, r as f32);
            (values[q] - values[r] + qf * qf - rf * rf) / (qf - rf) / 2.0
        };
        self.places[0] = 0;
        self.borders[0] = f32::NEG_INFINITY;
        self.borders[1] = f32::INFINITY;
        let mut k = 0;
        for q in 1..length {
            let mut s = crossing(&self.values, q, self.places[k]);
            while k > 0 && s <= self.borders[k] {
                k -= 1;
                s = crossing(&self.values, q, self.places[k]);
            }
            if s <= self.borders[k] {
                // Only the first parabola is left, and the new one is below it everywhere.
                self.places[0] = q;
                continue;
            }
            k += 1;
            self.places[k] = q;
            self.borders[k] = s;
            self.borders[k + 1] = f32::INFINITY;
        }
        let mut k = 0;
        for q in 0..length {
            while self.borders[k + 1] < q as f32 {
                k += 1;
            }
            let r = self.places[k];
            let apart = q as f32 - r as f32;
            grid[offset + q * stride] = self.values[r] + apart * apart;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_from_a_point_are_euclidean() {
        let mut coverage = vec![0; 9 * 7];
        coverage[3 * 9 + 4] = 255;
        let distance = outside(&coverage, 9, 7);
        for y in 0..7 {
            for x in 0..9 {
                let expected = (x as f32 - 4.0).hypot(y as f32 - 3.0);
                assert!((distance[y * 9 + x] - expected).abs() < 1e-4, "at {x},{y}");
            }
        }
    }
}
