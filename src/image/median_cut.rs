//! Color quantization by repeated splitting.
//!
//! Median cut (Heckbert, "Color image quantization for frame buffer display", 1982) over the distinct colors, weighted
//! by their pixel counts. What is split follows Wu: always the box with the largest squared error, along the channel
//! with the largest spread, at the mean.

use crate::deadline::checkpoint;

/// A color with its weight.
#[derive(Clone, Copy)]
pub(super) struct Weighted {
    /// Premultiplied RGBA.
    pub color: [u8; 4],
    /// Number of pixels.
    pub count: u32,
    /// An id chosen by the caller.
    pub id: u32,
}

/// Groups `colors` into at most `boxes` groups of similar colors. Each group is a contiguous range of the reordered
/// slice; its color is the rounded mean of its pixels.
pub(super) fn cut(colors: &mut [Weighted], boxes: usize) -> Vec<(std::ops::Range<usize>, [u8; 4])> {
    let mut cut = Vec::with_capacity(boxes);
    if !colors.is_empty() {
        cut.push(ColorBox::of(0..colors.len(), colors));
    }
    while cut.len() < boxes {
        // Ties are resolved in favor of the first box, so that the result is deterministic.
        let Some((worst, _)) = cut
            .iter()
            .enumerate()
            .filter(|(_, b)| b.spread > 0.0)
            .max_by(|(i, a), (j, b)| a.error.total_cmp(&b.error).then(j.cmp(i)))
        else {
            break;
        };
        let whole = cut.swap_remove(worst);
        let middle = whole.split(colors);
        cut.push(ColorBox::of(whole.range.start..middle, colors));
        cut.push(ColorBox::of(middle..whole.range.end, colors));
    }
    cut.into_iter().map(|b| (b.range, b.mean.map(|c| c.round() as u8))).collect()
}

struct ColorBox {
    range: std::ops::Range<usize>,
    mean: [f32; 4],
    /// The channel with the largest squared error.
    channel: usize,
    spread: f32,
    /// The sum of the squared errors of all channels.
    error: f32,
}

impl ColorBox {
    fn of(range: std::ops::Range<usize>, colors: &[Weighted]) -> Self {
        checkpoint(range.len());
        let (mut weight, mut sum, mut squares) = (0u64, [0u64; 4], [0u64; 4]);
        for c in &colors[range.clone()] {
            let count = u64::from(c.count);
            weight += count;
            for channel in 0..4 {
                let value = u64::from(c.color[channel]);
                sum[channel] += count * value;
                squares[channel] += count * value * value;
            }
        }
        let weight = weight.max(1) as f64;
        let mean = sum.map(|s| (s as f64 / weight) as f32);
        let errors: [f32; 4] = std::array::from_fn(|i| {
            let s = sum[i] as f64;
            // Exactly zero for a single value: subtracting large equal numbers must not leave a rounding error.
            (squares[i] as f64 - s * s / weight).max(0.0) as f32
        });
        let channel = (0..4).fold(0, |best, i| if errors[i] > errors[best] { i } else { best });
        let distinct = colors[range.clone()].windows(2).any(|w| w[0].color != w[1].color);
        let spread = if distinct { errors[channel] } else { 0.0 };
        Self { range, mean, channel, spread, error: errors.iter().sum() }
    }

    /// Moves colors above the mean behind those below it. Returns the index where they start, which is never at an end
    /// of the range, so that both halves are non-empty.
    fn split(&self, colors: &mut [Weighted]) -> usize {
        let part = &mut colors[self.range.clone()];
        let (channel, mean) = (self.channel, self.mean[self.channel]);
        let mut below = 0;
        for i in 0..part.len() {
            if f32::from(part[i].color[channel]) <= mean {
                part.swap(below, i);
                below += 1;
            }
        }
        self.range.start + below.clamp(1, part.len().saturating_sub(1).max(1))
    }
}
