//! Colour quantisation by repeated cuts.
//!
//! Median cut (Heckbert, "Color image quantization for frame buffer display", 1982) over the distinct
//! colours, weighted by their pixels, with Wu's choice of what to cut: always the box with the most
//! squared error, across its most spread channel, at the mean.

/// One colour to be grouped.
#[derive(Clone, Copy)]
pub(super) struct Weighted {
    /// Premultiplied RGBA.
    pub colour: [u8; 4],
    /// Pixels that have it.
    pub count: u32,
    /// The caller's name for it.
    pub id: u32,
}

/// Sorts `colours` into at most `boxes` groups of similar ones. Each group is a contiguous range of
/// the reordered slice; its colour is the rounded mean of its pixels.
pub(super) fn cut(colours: &mut [Weighted], boxes: usize) -> Vec<(std::ops::Range<usize>, [u8; 4])> {
    let mut cut = Vec::with_capacity(boxes);
    if !colours.is_empty() {
        cut.push(ColourBox::of(0..colours.len(), colours));
    }
    while cut.len() < boxes {
        // Ties go to the first box: the result depends on nothing but the input.
        let Some((worst, _)) = cut
            .iter()
            .enumerate()
            .filter(|(_, b)| b.spread > 0.0)
            .max_by(|(i, a), (j, b)| a.error.total_cmp(&b.error).then(j.cmp(i)))
        else {
            break;
        };
        let whole = cut.swap_remove(worst);
        let middle = whole.split(colours);
        cut.push(ColourBox::of(whole.range.start..middle, colours));
        cut.push(ColourBox::of(middle..whole.range.end, colours));
    }
    cut.into_iter().map(|b| (b.range, b.mean.map(|c| c.round() as u8))).collect()
}

struct ColourBox {
    range: std::ops::Range<usize>,
    mean: [f32; 4],
    /// Channel with the largest squared error, and that error.
    channel: usize,
    spread: f32,
    /// Squared error of all channels.
    error: f32,
}

impl ColourBox {
    fn of(range: std::ops::Range<usize>, colours: &[Weighted]) -> Self {
        let (mut weight, mut sum, mut squares) = (0u64, [0u64; 4], [0u64; 4]);
        for c in &colours[range.clone()] {
            let count = u64::from(c.count);
            weight += count;
            for channel in 0..4 {
                let value = u64::from(c.colour[channel]);
                sum[channel] += count * value;
                squares[channel] += count * value * value;
            }
        }
        let weight = weight.max(1) as f64;
        let mean = sum.map(|s| (s as f64 / weight) as f32);
        let errors: [f32; 4] = std::array::from_fn(|i| {
            let s = sum[i] as f64;
            // Exact zero for one value: the subtraction of large equal numbers must not leave dust.
            (squares[i] as f64 - s * s / weight).max(0.0) as f32
        });
        let channel = (0..4).fold(0, |best, i| if errors[i] > errors[best] { i } else { best });
        let distinct = colours[range.clone()].windows(2).any(|w| w[0].colour != w[1].colour);
        let spread = if distinct { errors[channel] } else { 0.0 };
        Self { range, mean, channel, spread, error: errors.iter().sum() }
    }

    /// Puts colours above the mean behind those below it and says where they begin: never at an end
    /// of the range, so that both halves hold something.
    fn split(&self, colours: &mut [Weighted]) -> usize {
        let part = &mut colours[self.range.clone()];
        let (channel, mean) = (self.channel, self.mean[self.channel]);
        let mut below = 0;
        for i in 0..part.len() {
            if f32::from(part[i].colour[channel]) <= mean {
                part.swap(below, i);
                below += 1;
            }
        }
        self.range.start + below.clamp(1, part.len().saturating_sub(1).max(1))
    }
}
