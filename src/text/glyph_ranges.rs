//! Ready-made distance fields of glyphs: the `{fontstack}/{range}.pbf` files of MapLibre styles.
//!
//! Format: `glyphs.proto` of mapbox/node-fontnik. A field has 24 pixels per em and a border of 3 pixels. The value on
//! the outline is 192, and the full range of values corresponds to 8 pixels.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// Pixels per em of the fields.
pub(super) const EM: f32 = 24.0;

/// Border of a field around the box of its glyph, in pixels.
pub(super) const BORDER: i32 = 3;

/// The ascender line, from which `top` is measured, in pixels above the baseline.
pub(super) const ASCENDER: f32 = 26.0;

/// The value on the outline, and the distance in pixels of the full range of values.
pub(super) const EDGE: f32 = 192.0 / 255.0;
pub(super) const RANGE: f32 = 8.0;

/// One glyph. Lengths are pixels at [`EM`] pixels per em.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct FieldGlyph {
    /// Size without the border.
    pub width: i32,
    pub height: i32,
    /// Distance from the pen to the left edge.
    pub left: i32,
    /// Distance from the ascender line up to the top edge (usually negative).
    pub top: i32,
    pub advance: f32,
    /// `(width + 2 BORDER) × (height + 2 BORDER)` values; empty for blank glyphs.
    pub field: Vec<u8>,
}

type Glyphs = HashMap<u32, Arc<FieldGlyph>>;

/// Reads the file of the range that starts at a code point; `None` if it does not exist.
pub type LoadRange = Box<dyn Fn(u32) -> Option<Vec<u8>> + Send + Sync>;

/// The glyphs of a font stack. Ranges are loaded on first use.
pub(super) struct GlyphRanges {
    load: LoadRange,
    ranges: RwLock<HashMap<u32, Arc<Glyphs>>>,
}

impl std::fmt::Debug for GlyphRanges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GlyphRanges")
    }
}

/// Number of code points per file.
pub(super) const LENGTH: u32 = 256;

/// MapLibre requests no ranges beyond the Basic Multilingual Plane.
const MAX_CODE_POINT: u32 = 0xffff;

impl GlyphRanges {
    pub(super) fn new(load: LoadRange) -> Self {
        Self { load, ranges: RwLock::default() }
    }

    /// The glyph of a code point. A range that cannot be loaded or parsed has no glyphs.
    pub(super) fn glyph(&self, code_point: u32) -> Option<Arc<FieldGlyph>> {
        if code_point > MAX_CODE_POINT {
            return None;
        }
        let first = code_point / LENGTH * LENGTH;
        let known = self.ranges.read().unwrap_or_else(PoisonError::into_inner).get(&first).cloned();
        let range = known.unwrap_or_else(|| {
            let glyphs = Arc::new((self.load)(first).and_then(|bytes| parse(&bytes)).unwrap_or_default());
            self.ranges.write().unwrap_or_else(PoisonError::into_inner).insert(first, glyphs.clone());
            glyphs
        });
        range.get(&code_point).cloned()
    }
}

/// Parses the glyphs of a file; `None` if it is invalid.
fn parse(file: &[u8]) -> Option<Glyphs> {
    let mut glyphs = Glyphs::new();
    let mut file = Message(file);
    while let Some((field, value)) = file.next()? {
        let (1, FieldValue::Bytes(stack)) = (field, value) else { continue };
        let mut stack = Message(stack);
        while let Some((field, value)) = stack.next()? {
            if let (3, FieldValue::Bytes(glyph)) = (field, value) {
                let (id, glyph) = parse_glyph(glyph)?;
                glyphs.insert(id, Arc::new(glyph));
            }
        }
    }
    Some(glyphs)
}

fn parse_glyph(bytes: &[u8]) -> Option<(u32, FieldGlyph)> {
    let (mut id, mut glyph) = (0, FieldGlyph::default());
    let mut message = Message(bytes);
    while let Some((field, value)) = message.next()? {
        match (field, value) {
            (1, FieldValue::Number(n)) => id = u32::try_from(n).ok()?,
            (2, FieldValue::Bytes(field)) => glyph.field = field.to_vec(),
            (3, FieldValue::Number(n)) => glyph.width = i32::try_from(n).ok()?,
            (4, FieldValue::Number(n)) => glyph.height = i32::try_from(n).ok()?,
            (5, FieldValue::Number(n)) => glyph.left = unzigzag(n)?,
            (6, FieldValue::Number(n)) => glyph.top = unzigzag(n)?,
            (7, FieldValue::Number(n)) => glyph.advance = n.min(10_000) as f32,
            _ => {}
        }
    }
    let side = |v: i32| usize::try_from(v.checked_add(2 * BORDER)?).ok();
    let pixels = side(glyph.width)?.checked_mul(side(glyph.height)?)?;
    (glyph.field.is_empty() || glyph.field.len() == pixels).then_some((id, glyph))
}

fn unzigzag(n: u64) -> Option<i32> {
    let n = u32::try_from(n).ok()?;
    Some((n >> 1) as i32 ^ -((n & 1) as i32))
}

/// A protobuf message during parsing.
struct Message<'a>(&'a [u8]);

/// The value of a field.
enum FieldValue<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

impl<'a> Message<'a> {
    /// The next field. The outer `None` means that the message is invalid, the inner one that it is finished.
    #[expect(clippy::option_option, reason = "absent and unreadable are different cases")]
    fn next(&mut self) -> Option<Option<(u64, FieldValue<'a>)>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let key = self.varint()?;
        let value = match key & 7 {
            0 => FieldValue::Number(self.varint()?),
            1 => FieldValue::Bytes(self.bytes(8)?),
            2 => {
                let length = usize::try_from(self.varint()?).ok()?;
                FieldValue::Bytes(self.bytes(length)?)
            }
            5 => FieldValue::Bytes(self.bytes(4)?),
            _ => return None,
        };
        Some(Some((key >> 3, value)))
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            n |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(n);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_file_is_read_and_a_broken_one_is_empty() {
        // One stack with one glyph: id 65, a field of 7 × 7 (1 × 1 without border), advance 12.
        let mut glyph = vec![8, 65, 18, 49];
        glyph.extend([200; 49]);
        glyph.extend([24, 1, 32, 1, 40, 2, 48, 17, 56, 12]);
        let mut stack = vec![26, glyph.len() as u8];
        stack.extend(&glyph);
        let mut file = vec![10, stack.len() as u8];
        file.extend(&stack);
        let copy = file.clone();
        let ranges = GlyphRanges::new(Box::new(move |first| (first == 0).then(|| copy.clone())));
        let a = ranges.glyph(65).unwrap();
        assert_eq!((a.width, a.left, a.top, a.advance, a.field.len()), (1, 1, -9, 12.0, 49));
        assert!(ranges.glyph(66).is_none() && ranges.glyph(300).is_none());
        for cut in 1..file.len() {
            assert!(parse(&file[..cut]).is_none(), "{cut} bytes of {}", file.len());
        }
    }
}
