//! The blur of `agg-stack-blur`: weights fall evenly from the middle to both ends (Klingemann's stack blur). Pixels at
//! the edges are repeated beyond them.

use super::{
    pixel::Rgba,
    region::{Region, change_region},
};
use crate::deadline::checkpoint;

/// The largest radius that AGG has.
const MAX_RADIUS: u32 = 254;

/// Up to this radius, a sum of weighted bytes times a quotient's factor (513 at most) is below 2³².
const MAX_RADIUS_OF_32_BITS: usize = 179;

/// Blurs pixels in rows of `width` by radii along x and y.
pub(super) fn stack_blur(pixels: &mut [Rgba], width: usize, radii: [u32; 2]) {
    // Most groups leave most of their picture transparent.
    let Some(region) = reached(pixels, width, radii) else { return };
    let [x, y] = radii.map(Quotient::of);
    change_region(pixels, width, region, |part, width| {
        if let Some(quotient) = x {
            blur_rows(part, width, quotient);
        }
        if let Some(quotient) = y {
            blur_columns(part, width, quotient);
        }
    });
}

/// The pixels that a blur can change; `None` if all are transparent.
fn reached(pixels: &[Rgba], width: usize, radii: [u32; 2]) -> Option<Region> {
    let is_drawn = |p: &Rgba| *p != [0; 4];
    let mut drawn: Option<Region> = None;
    for (y, row) in pixels.chunks_exact(width).enumerate() {
        let Some(first) = row.iter().position(is_drawn) else { continue };
        let last = row.iter().rposition(is_drawn).unwrap_or(first);
        let [left, top, right, _] = drawn.unwrap_or([first, y, last, y]);
        drawn = Some([left.min(first), top, right.max(last), y]);
    }
    let [left, top, right, bottom] = drawn?;
    // A margin of transparent pixels is left, which are repeated like those beyond it.
    let [x, y] = radii.map(|radius| radius.min(MAX_RADIUS) as usize + 1);
    let end = |last: usize, margin: usize, size: usize| (last + margin + 1).min(size);
    let height = pixels.len() / width;
    Some([left.saturating_sub(x), top.saturating_sub(y), end(right, x, width), end(bottom, y, height)])
}

fn blur_rows(pixels: &mut [Rgba], width: usize, quotient: Quotient) {
    let (mut line, r) = (Vec::with_capacity(width), quotient.radius);
    for row in pixels.chunks_exact_mut(width) {
        checkpoint(width * 2);
        line.clear();
        line.extend_from_slice(row);
        let at =
            |i: usize| line.get(i.saturating_sub(r).min(line.len().saturating_sub(1))).copied().unwrap_or_default();
        let mut window = Window::first(at, r);
        for (i, p) in row.iter_mut().enumerate() {
            *p = quotient.of_sums(window.total);
            window.advance(at(i), at(i + r + 1), at(i + 2 * r + 2));
        }
    }
}

/// Row by row, because columns are far apart in memory.
fn blur_columns(pixels: &mut [Rgba], width: usize, quotient: Quotient) {
    let (source, r) = (pixels.to_vec(), quotient.radius);
    let rows: Vec<&[Rgba]> = source.chunks_exact(width).collect();
    let row = |i: usize| rows.get(i.saturating_sub(r).min(rows.len().saturating_sub(1))).copied().unwrap_or_default();
    let column = |x: usize| Window::first(|i| row(i).get(x).copied().unwrap_or_default(), r);
    let mut windows: Vec<Window> = (0..width).map(column).collect();
    for (i, out) in pixels.chunks_exact_mut(width).enumerate() {
        checkpoint(width * 2);
        let entering = row(i).iter().zip(row(i + r + 1)).zip(row(i + 2 * r + 2));
        for ((p, window), ((first, next), last)) in out.iter_mut().zip(&mut windows).zip(entering) {
            *p = quotient.of_sums(window.total);
            window.advance(*first, *next, *last);
        }
    }
}

/// The pixels around one pixel.
struct Window {
    /// Their weighted sums.
    total: [u32; 4],
    /// The sums of those from the start up to the middle.
    behind: [u32; 4],
    /// The sums of those that follow the middle, and of the one after the end.
    ahead: [u32; 4],
}

impl Window {
    /// The window whose middle is `radius`.
    fn first(at: impl Fn(usize) -> Rgba, radius: usize) -> Self {
        let mut window = Self { total: [0; 4], behind: [0; 4], ahead: [0; 4] };
        for i in 0..=2 * radius + 1 {
            let (p, weight) = (at(i), (radius + 1 - i.abs_diff(radius)) as u32);
            let part = if i <= radius { &mut window.behind } else { &mut window.ahead };
            for ((v, sum), total) in p.into_iter().zip(part).zip(&mut window.total) {
                *sum += u32::from(v);
                *total += u32::from(v) * weight;
            }
        }
        window
    }

    /// Moves by one pixel: `first` was the first one, `next` becomes the middle, `last` follows the end.
    #[inline]
    fn advance(&mut self, first: Rgba, next: Rgba, last: Rgba) {
        for c in 0..4 {
            let (first, next, last) = (u32::from(first[c]), u32::from(next[c]), u32::from(last[c]));
            self.total[c] = self.total[c] + self.ahead[c] - self.behind[c];
            self.ahead[c] = self.ahead[c] + last - next;
            self.behind[c] = self.behind[c] + next - first;
        }
    }
}

/// The division by the sum of the weights. AGG divides by a multiplication: by the area, rounded.
#[derive(Clone, Copy)]
struct Quotient {
    radius: usize,
    factor: u32,
    shift: u32,
}

impl Quotient {
    /// `None` if a radius of 0 blurs nothing.
    fn of(radius: u32) -> Option<Self> {
        let radius = radius.min(MAX_RADIUS);
        let area = u64::from(radius + 1).pow(2);
        let shift = (512 * area).ilog2();
        (radius > 0).then_some(Self { radius: radius as usize, factor: (1u64 << shift).div_ceil(area) as u32, shift })
    }

    #[inline]
    fn of_sums(self, [r, g, b, a]: [u32; 4]) -> Rgba {
        if self.radius > MAX_RADIUS_OF_32_BITS {
            let part = |sum: u32| ((u64::from(sum) * u64::from(self.factor)) >> self.shift) as u8;
            return [part(r), part(g), part(b), part(a)];
        }
        let part = |sum: u32| ((sum * self.factor) >> self.shift) as u8;
        [part(r), part(g), part(b), part(a)]
    }
}
