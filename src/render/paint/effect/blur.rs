//! The blur of `agg-stack-blur`: weights fall evenly from the middle to both ends (Klingemann's stack blur).

use super::pixel::Rgba;

/// The largest radius that AGG has.
const MAX_RADIUS: u32 = 254;

/// Blurs pixels in rows of `width` by radii along x and y.
pub(super) fn stack_blur(pixels: &mut [Rgba], width: usize, [x, y]: [u32; 2]) {
    let height = pixels.len() / width;
    let (mut line, mut sums) = (Vec::new(), Vec::new());
    if x > 0 {
        for row in pixels.chunks_exact_mut(width) {
            line.clear();
            line.extend_from_slice(row);
            blur_line(&line, x, &mut sums, row.iter_mut());
        }
    }
    if y > 0 {
        for column in 0..width {
            line.clear();
            line.extend(pixels.iter().skip(column).step_by(width).take(height));
            blur_line(&line, y, &mut sums, pixels.iter_mut().skip(column).step_by(width).take(height));
        }
    }
}

/// Writes the blurred `line` to `out`. The pixels at its ends are repeated beyond them. `sums` is working space.
fn blur_line<'p>(line: &[Rgba], radius: u32, sums: &mut Vec<[u64; 4]>, out: impl Iterator<Item = &'p mut Rgba>) {
    // What most passes draw leaves most of their picture transparent.
    if line.iter().all(|p| *p == [0; 4]) {
        return;
    }
    let radius = radius.min(MAX_RADIUS) as usize;
    let area = ((radius + 1) * (radius + 1)) as u64;
    // AGG divides by a multiplication: by the area, rounded.
    let shift = (512 * area).ilog2();
    let factor = (1u64 << shift).div_ceil(area);
    let at =
        |i: usize| line.get(i.saturating_sub(radius).min(line.len().saturating_sub(1))).copied().unwrap_or_default();
    // Sums of all pixels before each one, beginning `radius` pixels before the line.
    sums.clear();
    sums.push([0; 4]);
    let mut sum = [0u64; 4];
    for i in 0..=line.len() + 2 * radius {
        let p = at(i);
        sum = [0, 1, 2, 3].map(|c| sum[c] + u64::from(p[c]));
        sums.push(sum);
    }
    let between = |from: usize, to: usize, c: usize| match (sums.get(from), sums.get(to)) {
        (Some(from), Some(to)) => to[c] - from[c],
        _ => 0,
    };
    let mut total = [0, 1, 2, 3]
        .map(|c| (0..=2 * radius).map(|i| u64::from(at(i)[c]) * (radius + 1 - i.abs_diff(radius)) as u64).sum::<u64>());
    for (i, p) in out.enumerate() {
        *p = total.map(|v| ((v * factor) >> shift) as u8);
        let middle = i + radius + 1;
        total = [0, 1, 2, 3].map(|c| total[c] + between(middle, middle + radius + 1, c) - between(i, middle, c));
    }
}
