//! Slopes, as shades around gray.

use super::pixel::Rgba;

/// The slope along x; all pixels become opaque.
pub(super) fn x_gradient(pixels: &mut [Rgba], width: usize) {
    for row in pixels.chunks_exact_mut(width) {
        let line = row.to_vec();
        slopes(&line, row.iter_mut());
    }
}

/// The slope along y, from the bottom to the top.
pub(super) fn y_gradient(pixels: &mut [Rgba], width: usize) {
    let mut line = Vec::new();
    for column in 0..width {
        line.clear();
        line.extend(pixels.iter().skip(column).step_by(width));
        slopes(&line, pixels.iter_mut().skip(column).step_by(width));
    }
}

fn slopes<'p>(line: &[Rgba], out: impl Iterator<Item = &'p mut Rgba>) {
    let last = line.len().saturating_sub(1);
    for (i, p) in out.enumerate() {
        let (before, after) = (line.get(i.saturating_sub(1)), line.get((i + 1).min(last)));
        let (Some(before), Some(after)) = (before, after) else { continue };
        let slope = |c: usize| (128 + (i32::from(before[c]) - i32::from(after[c])) / 2).clamp(0, 255) as u8;
        *p = [slope(0), slope(1), slope(2), 255];
    }
}
