//! The distinct colours of a picture.

use super::Pixels;

/// Every distinct colour of a picture, in order of first appearance.
pub(super) struct Histogram {
    /// The colours, premultiplied RGBA.
    pub colours: Vec<[u8; 4]>,
    /// How many pixels have each colour.
    pub counts: Vec<u32>,
    /// For each pixel, its colour's position in `colours`.
    pub pixel_colour: Vec<u32>,
}

const EMPTY: u32 = u32::MAX;

impl Histogram {
    pub fn of(pixels: Pixels<'_>) -> Self {
        let mut found = Self {
            colours: Vec::with_capacity(256),
            counts: Vec::with_capacity(256),
            pixel_colour: Vec::with_capacity(pixels.iter().len()),
        };
        let mut slots = Slots::with_bits(11);
        // Maps are flat: the next pixel usually has the colour of this one, which skips the table.
        let (mut last, mut last_id, mut run) = ([0u8; 4], EMPTY, 0u32);
        for pixel in pixels.iter() {
            if pixel != last || last_id == EMPTY {
                if let Some(count) = found.counts.get_mut(last_id as usize) {
                    *count += run;
                }
                run = 0;
                last = pixel;
                last_id = found.id(&mut slots, pixel);
            }
            run += 1;
            found.pixel_colour.push(last_id);
        }
        if let Some(count) = found.counts.get_mut(last_id as usize) {
            *count += run;
        }
        found
    }

    fn id(&mut self, slots: &mut Slots, colour: [u8; 4]) -> u32 {
        if self.colours.len() * 2 >= slots.ids.len() {
            *slots = slots.grown(&self.colours);
        }
        let slot = slots.find(colour, &self.colours);
        if slots.ids[slot] == EMPTY {
            slots.ids[slot] = self.colours.len() as u32;
            self.colours.push(colour);
            self.counts.push(0);
        }
        slots.ids[slot]
    }
}

/// Open addressing with linear probing; at most half full, a power of two long.
struct Slots {
    ids: Vec<u32>,
    bits: u32,
}

impl Slots {
    fn with_bits(bits: u32) -> Self {
        Self { ids: vec![EMPTY; 1 << bits], bits }
    }

    /// The slot that holds `colour`, or the empty one where it belongs.
    fn find(&self, colour: [u8; 4], colours: &[[u8; 4]]) -> usize {
        // Fibonacci hashing (Knuth, TAOCP 6.4): the product's high bits depend on all input bits.
        let mut slot = (u32::from_le_bytes(colour).wrapping_mul(0x9E37_79B1) >> (32 - self.bits)) as usize;
        loop {
            let id = self.ids[slot];
            if id == EMPTY || colours[id as usize] == colour {
                return slot;
            }
            slot = (slot + 1) & (self.ids.len() - 1);
        }
    }

    fn grown(&self, colours: &[[u8; 4]]) -> Self {
        let mut larger = Self::with_bits(self.bits + 2);
        for (id, colour) in colours.iter().enumerate() {
            let slot = larger.find(*colour, colours);
            larger.ids[slot] = id as u32;
        }
        larger
    }
}
