//! Glyph files for browsers: `{fontstack}/{range}.pbf` as requested by MapLibre GL, made from the available fonts.
//!
//! Format and dimensions are those of `glyph_ranges`: distance fields of 24 pixels per em with a border of 3, in the
//! protocol buffers of mapbox/node-fontnik (`glyphs.proto`). Distances are exact, as in node-fontnik.

use super::{
    FontSet,
    glyph_ranges::{ASCENDER, BORDER, EDGE, EM, FieldGlyph, LENGTH, RANGE},
    outline::GlyphOutline,
    outline_distance::Outline,
    region::Region,
    stack::FontStack,
};

/// Glyphs with more than this many pixels per side get no field.
const MAX_SIDE: f32 = 200.0;

/// Maximum number of fonts in a stack.
const MAX_FONTS: usize = 16;

/// Resolves the names of a `{fontstack}` (joined by commas) to the names of available fonts; `None` if none is
/// available. The number of names is limited.
pub fn stack_of(fonts: &FontSet, text: &str) -> Option<Vec<String>> {
    let names = text.split(',').take(MAX_FONTS).filter_map(|name| fonts.nearest(name.trim()));
    let mut stack: Vec<String> = Vec::new();
    for name in names {
        if !stack.iter().any(|known| known == name) {
            stack.push(name.to_owned());
        }
    }
    (!stack.is_empty()).then_some(stack)
}

/// The file of the 256 characters starting at `first`. Characters that the stack's own fonts lack are taken from the
/// fallback fonts that pictures use too; characters without a glyph in any font are left out.
pub fn glyph_file(fonts: &FontSet, stack: &[String], first: u32) -> Vec<u8> {
    let faces = FontStack::resolve(fonts.faces(), stack);
    let mut body = Vec::new();
    text(&mut body, 1, &stack.join(","));
    text(&mut body, 2, &format!("{first}-{}", first + LENGTH - 1));
    for code in first..first + LENGTH {
        let Some(c) = char::from_u32(code) else { continue };
        let mut buffer = [0; 4];
        let Some(face) = faces.face_for(fonts.faces(), c.encode_utf8(&mut buffer), None, Region::Any) else { continue };
        let Some(glyph) = field(fonts, face, c) else { continue };
        let mut message = Vec::new();
        number(&mut message, 1, u64::from(code));
        if !glyph.field.is_empty() {
            bytes(&mut message, 2, &glyph.field);
        }
        number(&mut message, 3, glyph.width.unsigned_abs().into());
        number(&mut message, 4, glyph.height.unsigned_abs().into());
        number(&mut message, 5, zigzag(glyph.left));
        number(&mut message, 6, zigzag(glyph.top));
        number(&mut message, 7, glyph.advance.round().max(0.0) as u64);
        bytes(&mut body, 3, &message);
    }
    let mut file = Vec::new();
    bytes(&mut file, 1, &body);
    file
}

/// The field of one character; `None` if the face has no glyph for it.
fn field(fonts: &FontSet, face: super::FaceId, c: char) -> Option<FieldGlyph> {
    let (glyph, advance) = fonts.face(face)?.glyph_of(c)?;
    let mut made = FieldGlyph { advance: advance * EM, ..FieldGlyph::default() };
    let scaled = GlyphOutline::of(fonts, face, glyph).map(|outline| outline.map(|p| p.map(|v| v * EM)));
    let Some((outline, [left, top, right, bottom])) = scaled.and_then(|o| o.bounds().map(|b| (o, b))) else {
        return Some(made);
    };
    let (left, top) = (left.floor(), top.floor());
    let (width, height) = (right.ceil() - left, bottom.ceil() - top);
    if !(width >= 1.0 && height >= 1.0 && width <= MAX_SIDE && height <= MAX_SIDE) {
        return Some(made);
    }
    (made.width, made.height) = (width as i32, height as i32);
    made.left = left as i32;
    // `y` points down here, and up in the file.
    made.top = (-top - ASCENDER) as i32;
    let (columns, rows) = (made.width + 2 * BORDER, made.height + 2 * BORDER);
    let corner = [left - BORDER as f32, top - BORDER as f32];
    let distances = Outline::of(&outline).distances(corner, [columns as usize, rows as usize], RANGE);
    let value = |distance: f32| ((EDGE - distance / RANGE).clamp(0.0, 1.0) * 255.0).round() as u8;
    made.field = distances.into_iter().map(value).collect();
    Some(made)
}

fn number(out: &mut Vec<u8>, field: u32, value: u64) {
    varint(out, u64::from(field << 3));
    varint(out, value);
}

fn bytes(out: &mut Vec<u8>, field: u32, value: &[u8]) {
    varint(out, u64::from(field << 3 | 2));
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

fn text(out: &mut Vec<u8>, field: u32, value: &str) {
    bytes(out, field, value.as_bytes());
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i32) -> u64 {
    u64::from((value << 1 ^ value >> 31).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{embedded, glyph_ranges::GlyphRanges};

    fn read(stack: &str, c: char) -> std::sync::Arc<FieldGlyph> {
        let fonts = FontSet::load(embedded::FONTS.iter().copied(), &[]).0;
        let stack = stack_of(&fonts, stack).unwrap();
        let ranges = GlyphRanges::new(Box::new(move |first| Some(glyph_file(&fonts, &stack, first))));
        ranges.glyph(u32::from(c)).unwrap()
    }

    #[test]
    fn a_letter_has_the_position_and_distances_of_fontnik() {
        // "H" of Noto Sans: 714 units of 1000 high, stems from 98 to 188 and from 553 to 643, 741 wide.
        let h = read("Noto Sans Regular", 'H');
        assert_eq!((h.width, h.height, h.left, h.top, h.advance), (14, 18, 2, -8, 18.0));
        let columns = (h.width + 2 * BORDER) as usize;
        let row = &h.field[(BORDER as usize + 4) * columns..][..columns];
        // The left stem extends from 2.35 to 4.51 pixels: 0.35 to 2.51 from the glyph's left edge.
        let value = |pixels_inside: f32| ((EDGE + pixels_inside / RANGE) * 255.0).round() as i32;
        for (column, inside) in [(0, -2.85), (2, -0.85), (3, 0.15), (4, 1.01), (5, 0.01), (6, -0.99)] {
            let found = i32::from(row[column]);
            assert!((found - value(inside)).abs() <= 1, "column {column}: {found}, not {}", value(inside));
        }
    }

    #[test]
    fn characters_of_other_scripts_use_the_fallback_fonts_of_pictures() {
        assert!(!read("Noto Sans Bold", 'ก').field.is_empty());
        let space = read("Noto Sans Regular", ' ');
        assert!(space.field.is_empty() && space.advance > 0.0);
    }

    #[test]
    fn unknown_fonts_have_no_stack_and_long_lists_are_truncated() {
        let fonts = FontSet::load(embedded::FONTS.iter().copied(), &[]).0;
        assert_eq!(stack_of(&fonts, "Comic Sans"), None);
        assert_eq!(stack_of(&fonts, "Comic Sans, noto sans bold,Noto Sans Bold").unwrap(), ["Noto Sans Bold"]);
        assert_eq!(stack_of(&fonts, &"Noto Sans Regular,".repeat(10_000)).unwrap().len(), 1);
    }
}
