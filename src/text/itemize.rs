//! Splits text into items of one direction, script, face and span, ready to be shaped.

use std::ops::Range;

use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use super::{FaceId, FontStack, Upright, faces::Faces, region::Region};

/// A piece of text for one shaping call. Ranges are bytes of the whole text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub range: Range<usize>,
    pub level: Level,
    pub script: Script,
    /// The face; `None` if no font has the characters, and for inline images.
    pub face: Option<FaceId>,
    /// Index of the item's span.
    pub span: usize,
    /// Whether it is an upright cluster of a vertical line.
    pub upright: bool,
}

/// The end of a span in bytes of the text, and its font stack (`None` for inline images).
#[derive(Debug, Clone, Copy)]
pub(super) struct SpanFont<'a> {
    pub end: usize,
    pub stack: Option<&'a FontStack>,
}

const GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();

/// The grapheme clusters of `text` as byte ranges.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut breaks = GRAPHEMES.segment_str(text);
    let mut start = breaks.next().unwrap_or(0);
    breaks.map(move |end| std::mem::replace(&mut start, end)..end)
}

/// The items of `text` in logical order.
pub(super) fn itemize(
    faces: &Faces,
    text: &str,
    spans: &[SpanFont<'_>],
    bidi: &BidiInfo<'_>,
    region: Region,
    upright: Upright,
) -> Vec<Item> {
    let scripts = scripts(text);
    let mut items: Vec<Item> = Vec::new();
    let mut span = 0;
    for (cluster, script) in graphemes(text).zip(scripts) {
        while spans.get(span).is_some_and(|span| span.end <= cluster.start) {
            span += 1;
        }
        let Some(SpanFont { stack, .. }) = spans.get(span) else { break };
        let level = bidi.levels.get(cluster.start).copied().unwrap_or(Level::ltr());
        let previous = items.last().filter(|last| last.span == span).and_then(|last| last.face);
        let face = stack.and_then(|stack| stack.face_for(faces, &text[cluster.clone()], previous, region));
        let is_upright = text[cluster.clone()].chars().next().is_some_and(|c| upright.holds(c));
        match items.last_mut().filter(|last| !is_upright && !last.upright) {
            Some(last) if last.face == face && last.level == level && last.script == script && last.span == span => {
                last.range.end = cluster.end;
            }
            _ => items.push(Item { range: cluster, level, script, face, span, upright: is_upright }),
        }
    }
    items
}

/// The script of every cluster. Clusters without a script of their own (spaces, digits, punctuation) take that of the
/// preceding cluster, or of the first following one at the start of the text (UAX #24, section 5.1).
fn scripts(text: &str) -> Vec<Script> {
    let own = |cluster: Range<usize>| {
        text[cluster].chars().map(|c| c.script()).find(|s| !matches!(s, Script::Common | Script::Inherited))
    };
    let found: Vec<Option<Script>> = graphemes(text).map(own).collect();
    let mut current = found.iter().flatten().next().copied().unwrap_or(Script::Common);
    found
        .into_iter()
        .map(|script| {
            current = script.unwrap_or(current);
            current
        })
        .collect()
}
