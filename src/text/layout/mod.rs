//! Lays out text as lines of positioned glyphs.

mod join;
mod line;
mod metrics;
mod positioned;
mod span;

use std::ops::Range;

use unicode_bidi::BidiInfo;

use self::{join::JoinedText, line::LineSetter, metrics::TOP_OF_LINE};
pub use self::{
    metrics::ASCENDER,
    positioned::{PositionedGlyph, PositionedImage, TextLayout, TextLine},
    span::{InlineAlign, LayoutOptions, TextSpan},
};
use super::{
    FontSet, breaks,
    characters::is_ignorable,
    itemize::{Item, SpanFont, itemize},
    region::Region,
};
use crate::deadline::checkpoint;

/// Lays out `spans` as one label.
pub fn layout(fonts: &FontSet, spans: &[TextSpan<'_>], options: &LayoutOptions<'_>) -> TextLayout {
    let JoinedText { text, spans } = JoinedText::new(fonts, spans, options);
    checkpoint(text.len() * 100);
    let bidi = BidiInfo::new(&text, None);
    let span_fonts: Vec<SpanFont<'_>> = spans
        .iter()
        .map(|(end, span)| SpanFont { end: *end, stack: span.inline.is_none().then_some(span.stack) })
        .collect();
    let region = Region::of_lang(options.lang);
    let items = itemize(fonts.faces(), &text, &span_fonts, &bidi, region, options.upright);
    let spacing = if may_be_spaced(&items) { options.letter_spacing } else { 0.0 };
    let mut out = TextLayout { missing: missing(&text, &items, &span_fonts), ..TextLayout::default() };
    let mut setter = LineSetter {
        fonts,
        text: &text,
        spans: &spans,
        spacing,
        lang: options.lang,
        upright: options.upright,
        scratch: Vec::new(),
    };

    let clusters = setter.measure(&items);
    let mut start = 0;
    let mut top = 0.0;
    let mut highest = 0.0f32;
    for end in breaks::lines(&text, &clusters, options.max_width) {
        let line = trimmed(&text, start..end);
        start = end;
        let height = setter.set(&items, line, top, options.line_height, &mut out);
        highest = highest.max(height);
        top += height;
    }
    if highest != options.line_height {
        // If lines differ in height, MapLibre puts the ascender line of the first one at the top of the label.
        let up = options.line_height / 2.0 + TOP_OF_LINE;
        out.glyphs.iter_mut().for_each(|g| g.y -= up);
        out.images.iter_mut().for_each(|i| i.y -= up);
    }
    out.height = top;
    out.width = out.lines.iter().fold(0.0, |w, l| w.max(l.width));
    out
}

/// Whether letter spacing is allowed: joined scripts would fall apart.
fn may_be_spaced(items: &[Item]) -> bool {
    use unicode_script::Script::{Adlam, Arabic, Mongolian, Nko, Syriac};
    !items.iter().any(|i| matches!(i.script, Arabic | Syriac | Mongolian | Nko | Adlam))
}

/// Number of visible characters without a face.
fn missing(text: &str, items: &[Item], spans: &[SpanFont<'_>]) -> usize {
    let of_text = |i: &&Item| i.face.is_none() && spans.get(i.span).is_some_and(|s| s.stack.is_some());
    let visible = |i: &Item| text[i.range.clone()].chars().filter(|c| !is_ignorable(*c)).count();
    items.iter().filter(of_text).map(visible).sum()
}

/// `range` without the whitespace at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let from = range.start + (line.len() - line.trim_start().len());
    from..(range.start + line.trim_end().len()).max(from)
}
