//! Shapes items into glyphs with harfrust.

use std::{cell::RefCell, ops::Range};

use unicode_script::Script;

use super::{
    FaceId, FontFeature, FontSet, arabic,
    glyph_ranges::{self, GlyphRanges},
    itemize::Item,
    plan_cache::PlanKey,
};
use harfrust::{Buffer, BufferFlags, Direction, Feature, Language, ShapeOptions, ShapePlan, ShaperFont, Tag};

/// A shaped glyph. Lengths are ems of the face, with `y` down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShapedGlyph {
    pub id: u32,
    /// Byte index of the start of its cluster in the text.
    pub cluster: usize,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
}

thread_local! {
    static BUFFER: RefCell<Buffer> = RefCell::new(Buffer::new());
}

/// How a run is shaped.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapingStyle<'s> {
    pub face: FaceId,
    pub script: Script,
    pub rtl: bool,
    /// Whether the characters are upright in a vertical line.
    pub upright: bool,
    pub lang: Option<&'s str>,
    /// Features that are turned on or off.
    pub features: &'s [FontFeature],
}

/// The glyphs of the part `range` of `item`, in visual order from left to right. Empty if the item has no face or the
/// face cannot be loaded.
pub(super) fn shape(
    fonts: &FontSet,
    text: &str,
    item: &Item,
    range: Range<usize>,
    lang: Option<&str>,
    glyphs: &mut Vec<ShapedGlyph>,
) {
    let Some(face) = item.face else { return };
    let (rtl, upright) = (item.level.is_rtl(), item.upright);
    let style = ShapingStyle { face, script: item.script, rtl, upright, lang, features: &[] };
    shape_as(fonts, text, &style, range, glyphs);
}

/// The glyphs of a part of a text, in visual order from left to right. Empty if the face cannot be loaded.
pub(super) fn shape_as(
    fonts: &FontSet,
    text: &str,
    style: &ShapingStyle<'_>,
    range: Range<usize>,
    glyphs: &mut Vec<ShapedGlyph>,
) {
    let ShapingStyle { face: id, rtl, upright, lang, .. } = *style;
    let Some(face) = fonts.face(id) else { return };
    if let Some(ranges) = face.ranges() {
        return shape_from_ranges(ranges, text, range, rtl, glyphs);
    }
    let Some(font) = face.font() else { return };
    let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
    let script = harfrust::Script::from_iso15924_tag(Tag::from_be_bytes(style.script.as_iso15924_tag().to_be_bytes()));
    let language = lang.and_then(Language::new);
    let wanted = style.features.to_vec();
    let key = PlanKey { face: id, script: style.script, rtl, lang: lang.map(str::to_owned), upright, features: wanted };
    let own = style.features.iter().map(|it| Feature::new(Tag::new(&it.tag), it.value, ..));
    let features: Vec<Feature> = own.chain(upright_features().into_iter().filter(|_| upright)).collect();
    let plan = fonts.plans().get(key, || ShapePlan::new(font, direction, script, language.as_ref(), &features));
    let em = f32::from(font.units_per_em()).max(1.0);
    BUFFER.with_borrow_mut(|buffer| {
        buffer.reset();
        for (offset, c) in text[range.clone()].char_indices() {
            buffer.push(u32::from(c), (range.start + offset) as u32);
        }
        // Letters may join with text in another face or color.
        buffer.set_pre_context(&text[..range.start]);
        buffer.set_post_context(&text[range.end..]);
        buffer.set_direction(direction);
        buffer.set_script(script);
        buffer.set_language(language);
        let mut flags = BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE;
        flags.set(BufferFlags::BEGINNING_OF_TEXT, range.start == 0);
        flags.set(BufferFlags::END_OF_TEXT, range.end == text.len());
        buffer.set_flags(flags);
        if harfrust::shape(&ShaperFont::new(font), buffer, ShapeOptions::new().plan(Some(&plan)).features(&features))
            .is_err()
        {
            return;
        }
        glyphs.extend(buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(info, position)| ShapedGlyph {
            id: info.glyph_id,
            cluster: info.cluster as usize,
            advance: position.x_advance as f32 / em,
            dx: position.x_offset as f32 / em,
            dy: -position.y_offset as f32 / em,
        }));
    });
}

/// The font features of upright characters in vertical lines.
fn upright_features() -> [Feature; 2] {
    [b"vert", b"vrt2"].map(|tag| Feature::new(Tag::new(tag), 1, ..))
}

/// Shapes with ready-made glyphs: one per character, without positioning rules.
fn shape_from_ranges(ranges: &GlyphRanges, text: &str, range: Range<usize>, rtl: bool, glyphs: &mut Vec<ShapedGlyph>) {
    let first = glyphs.len();
    let has = |c: char| ranges.glyph(u32::from(c)).is_some();
    for (offset, c) in arabic::shaped(&text[range.clone()], has) {
        if let Some(glyph) = ranges.glyph(u32::from(c)) {
            let advance = glyph.advance / glyph_ranges::EM;
            glyphs.push(ShapedGlyph { id: u32::from(c), cluster: range.start + offset, advance, dx: 0.0, dy: 0.0 });
        }
    }
    if rtl {
        glyphs[first..].reverse();
    }
}
