//! Color histograms of images.

use super::Bitmap;
use crate::deadline::checkpoint;

/// The distinct colors of an image in order of first appearance.
pub(super) struct Histogram {
    /// The colors, premultiplied RGBA.
    pub colors: Vec<[u8; 4]>,
    /// The number of pixels of each color.
    pub counts: Vec<u32>,
    /// For each pixel, the index of its color in `colors`.
    pub pixel_color: Vec<u32>,
}

const EMPTY: u32 = u32::MAX;

impl Histogram {
    pub(super) fn of(bitmap: &Bitmap) -> Self {
        let mut found = Self {
            colors: Vec::with_capacity(256),
            counts: Vec::with_capacity(256),
            pixel_color: Vec::with_capacity(bitmap.pixels().len()),
        };
        let mut slots = Slots::with_bits(11);
        // Maps are flat: a pixel usually has the same color as the previous one, which skips the hash table.
        let (mut last, mut last_id, mut run) = ([0u8; 4], EMPTY, 0u32);
        checkpoint(bitmap.pixels().len() / 16);
        for pixel in bitmap.pixels().iter().copied() {
            if pixel != last || last_id == EMPTY {
                if let Some(count) = found.counts.get_mut(last_id as usize) {
                    *count += run;
                }
                run = 0;
                last = pixel;
                last_id = found.id(&mut slots, pixel);
            }
            run += 1;
            found.pixel_color.push(last_id);
        }
        if let Some(count) = found.counts.get_mut(last_id as usize) {
            *count += run;
        }
        found
    }

    /// Replaces colors that are nearly the same, in 64 steps of each channel as in Mapnik's palettes, by the most common
    /// one of them.
    pub(super) fn merged(self) -> Self {
        const STEP_BITS: u32 = 0xfcfc_fcfc;
        let mut found =
            Self { colors: Vec::with_capacity(256), counts: Vec::with_capacity(256), pixel_color: self.pixel_color };
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
        found.pixel_color.iter_mut().for_each(|id| *id = ids[*id as usize]);
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
