//! Color histograms of images.

use super::Bitmap;
use crate::deadline::checkpoint;

/// Pixels of one color next to each other in a row.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// The index of the color in [`Histogram::colors`].
    pub color: u32,
    /// The number of pixels, at least 1.
    pub length: u32,
}

/// The distinct colors of an image in order of first appearance.
pub(super) struct Histogram {
    /// The colors, premultiplied RGBA.
    pub colors: Vec<[u8; 4]>,
    /// The number of pixels of each color.
    pub counts: Vec<u32>,
    /// The pixels from the top, row by row: the runs of a row are as long as the image is wide, taken together. Maps
    /// are flat, so that there are far fewer runs than pixels.
    pub runs: Vec<Run>,
}

const EMPTY: u32 = u32::MAX;

impl Histogram {
    pub(super) fn of(bitmap: &Bitmap) -> Self {
        let mut found = Self::with_runs(Vec::with_capacity(bitmap.pixels().len() / 8));
        let mut slots = Slots::with_bits(11);
        for row in bitmap.pixels().chunks(bitmap.width() as usize) {
            checkpoint(row.len() / 16);
            let mut rest = row;
            while let Some(color) = rest.first() {
                let length = run_length(rest, *color);
                let id = found.id(&mut slots, *color);
                found.counts[id as usize] += length as u32;
                found.runs.push(Run { color: id, length: length as u32 });
                rest = &rest[length..];
            }
        }
        found
    }

    fn with_runs(runs: Vec<Run>) -> Self {
        Self { colors: Vec::with_capacity(256), counts: Vec::with_capacity(256), runs }
    }

    /// Replaces colors that are nearly the same, in 64 steps of each channel as in Mapnik's palettes, by the most common
    /// one of them.
    pub(super) fn merged(self) -> Self {
        const STEP_BITS: u32 = 0xfcfc_fcfc;
        let mut found = Self::with_runs(self.runs);
        let (mut slots, mut most) = (Slots::with_bits(11), Vec::with_capacity(256));
        let mut ids = Vec::with_capacity(self.colors.len());
        for (color, count) in self.colors.iter().zip(&self.counts) {
            let step = (u32::from_le_bytes(*color) & STEP_BITS).to_le_bytes();
            let id = found.id(&mut slots, step) as usize;
            ids.push(id as u32);
            most.resize(found.colors.len(), (0, *color));
            found.counts[id] += count;
            if most[id].0 < *count {
                most[id] = (*count, *color);
            }
        }
        found.colors = most.into_iter().map(|(_, color)| color).collect();
        found.runs.iter_mut().for_each(|run| run.color = ids[run.color as usize]);
        found
    }

    fn id(&mut self, slots: &mut Slots, color: [u8; 4]) -> u32 {
        checkpoint(1);
        if self.colors.len() * 2 >= slots.ids.len() {
            *slots = slots.grown(&self.colors);
        }
        let slot = slots.find(color, &self.colors);
        if slots.ids[slot] == EMPTY {
            slots.ids[slot] = self.colors.len() as u32;
            self.colors.push(color);
            self.counts.push(0);
        }
        slots.ids[slot]
    }
}

/// The number of pixels at the start of `pixels` that have this color.
fn run_length(pixels: &[[u8; 4]], color: [u8; 4]) -> usize {
    // Groups are compared whole, which compiles to vector instructions; most runs of a map end within the first one.
    let color_bits = u32::from_ne_bytes(color);
    let differences =
        |group: &[[u8; 4]; 8]| group.iter().fold(0, |all, pixel| all | u32::from_ne_bytes(*pixel) ^ color_bits);
    let whole = 8 * pixels.as_chunks::<8>().0.iter().take_while(|group| differences(group) == 0).count();
    whole + pixels[whole..].iter().take_while(|pixel| **pixel == color).count()
}

/// A hash table with open addressing and linear probing. Its length is a power of two, and it is at most half full.
struct Slots {
    ids: Vec<u32>,
    bits: u32,
}

impl Slots {
    fn with_bits(bits: u32) -> Self {
        Self { ids: vec![EMPTY; 1 << bits], bits }
    }

    /// The slot that contains `color`, or the empty slot where it belongs.
    fn find(&self, color: [u8; 4], colors: &[[u8; 4]]) -> usize {
        // Fibonacci hashing (Knuth, TAOCP 6.4): the high bits of the product depend on all input bits.
        let mut slot = (u32::from_le_bytes(color).wrapping_mul(0x9E37_79B1) >> (32 - self.bits)) as usize;
        loop {
            let id = self.ids[slot];
            if id == EMPTY || colors[id as usize] == color {
                return slot;
            }
            slot = (slot + 1) & (self.ids.len() - 1);
        }
    }

    fn grown(&self, colors: &[[u8; 4]]) -> Self {
        let mut larger = Self::with_bits(self.bits + 2);
        for (id, color) in colors.iter().enumerate() {
            let slot = larger.find(*color, colors);
            larger.ids[slot] = id as u32;
        }
        larger
    }
}
