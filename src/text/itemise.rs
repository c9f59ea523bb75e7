//! Text → items: pieces of one direction, script, face and span, ready to be shaped.

use std::ops::Range;

use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use super::{FaceId, FontSet, Upright, layout::Span, stack::Region};

/// A piece of text that one shaping call can handle. Ranges are bytes of the whole text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub range: Range<usize>,
    pub level: Level,
    pub script: Script,
    /// `None` where no font has the characters, and for inline pictures.
    pub face: Option<FaceId>,
    /// Which [`Span`] it comes from.
    pub span: usize,
    /// Whether it is one cluster of a vertical line that stands upright.
    pub upright: bool,
}

const GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();

/// The grapheme clusters of `text` as byte ranges.
pub(super) fn graphemes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut breaks = GRAPHEMES.segment_str(text);
    let mut start = breaks.next().unwrap_or(0);
    breaks.map(move |end| std::mem::replace(&mut start, end)..end)
}

/// The items of `text` in logical order. `spans` says where each span ends and which fonts it has.
pub(super) fn itemise(
    fonts: &FontSet,
    text: &str,
    spans: &[(usize, Span<'_>)],
    bidi: &BidiInfo<'_>,
    region: Region,
    upright: Upright,
) -> Vec<Item> {
    let scripts = scripts(text);
    let mut items: Vec<Item> = Vec::new();
    let mut span = 0;
    for (cluster, script) in graphemes(text).zip(scripts) {
        while spans.get(span).is_some_and(|(end, _)| *end <= cluster.start) {
            span += 1;
        }
        let Some((_, of)) = spans.get(span) else { break };
        let level = bidi.levels.get(cluster.start).copied().unwrap_or(Level::ltr());
        let previous = items.last().filter(|last| last.span == span).and_then(|last| last.face);
        let face = match of.inline {
            Some(_) => None,
            None => of.stack.face_for(fonts, &text[cluster.clone()], previous, region),
        };
        let stands = text[cluster.clone()].chars().next().is_some_and(|c| upright.holds(c));
        match items.last_mut().filter(|last| !stands && !last.upright) {
            Some(last) if last.face == face && last.level == level && last.script == script && last.span == span => {
                last.range.end = cluster.end;
            }
            _ => items.push(Item { range: cluster, level, script, face, span, upright: stands }),
        }
    }
    items
}

/// The script of every cluster. Clusters that belong to no script (spaces, digits, punctuation) take the
/// one before them, at the beginning the first one that follows (UAX #24, 5.1).
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
