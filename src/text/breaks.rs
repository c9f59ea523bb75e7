//! Line breaking.
//!
//! Break opportunities come from UAX #14 (with dictionaries for Thai, Lao, Khmer and Burmese) and from the characters
//! after which MapLibre breaks. The choice among them is MapLibre's: minimize the sum of squared deviations from the
//! average line width (`src/symbol/shaping.ts`, after Knuth and Plass).

use std::sync::OnceLock;

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};
use unicode_script::UnicodeScript;

use super::characters::is_ideographic;

/// A cluster and its width, for line breaking.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasuredCluster {
    /// Byte index of its start in the text.
    pub start: usize,
    /// Advance with letter spacing, in ems.
    pub advance: f32,
}

/// A possible break and the best preceding breaks.
struct Break {
    /// Byte index of the start of the next line.
    at: usize,
    x: f32,
    before: Option<usize>,
    badness: f32,
}

fn segmenter() -> LineSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<LineSegmenterBorrowed<'static>> = OnceLock::new();
    *SEGMENTER.get_or_init(|| LineSegmenter::new_dictionary(LineBreakOptions::default()))
}

/// The byte indices of `text` at which lines end; the last one is its length. Without `max_width` (ems) only line feeds
/// break.
pub(super) fn lines(text: &str, clusters: &[MeasuredCluster], max_width: Option<f32>) -> Vec<usize> {
    let total: f32 = clusters.iter().map(|c| c.advance).sum();
    let forced = text.contains('\n');
    let Some(width) = max_width.filter(|w| total > *w) else {
        let mut ends: Vec<usize> = text.match_indices('\n').map(|(i, _)| i + 1).filter(|_| forced).collect();
        if ends.last() != Some(&text.len()) {
            ends.push(text.len());
        }
        return ends;
    };
    // A width of 0 takes every opportunity.
    let target = if width > 0.0 { total / (total / width).ceil().max(1.0) } else { 0.0 };

    let opportunities = opportunities(text);
    let suggested = text.contains('\u{200b}');
    let mut breaks: Vec<Break> = Vec::new();
    let mut x = 0.0;
    let mut measured = clusters.iter().peekable();
    for at in opportunities {
        while let Some(cluster) = measured.next_if(|c| c.start < at) {
            // Spaces have no width here: they are invisible at the end of a line.
            if !text[cluster.start..].starts_with(char::is_whitespace) {
                x += cluster.advance;
            }
        }
        let step = evaluate(at, x, target, &breaks, penalty(text, at, suggested), at == text.len());
        breaks.push(step);
    }
    let mut ends = Vec::new();
    let mut last = breaks.len().checked_sub(1);
    while let Some(step) = last.and_then(|i| breaks.get(i)) {
        ends.push(step.at);
        last = step.before;
    }
    ends.reverse();
    if ends.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// The byte indices at which UAX #14 allows to break a text, ascending, with its start and its end.
pub fn line_breaks(text: &str) -> Vec<usize> {
    segmenter().segment_str(text).collect()
}

/// Byte indices of all break opportunities, ascending and ending with the text's length.
fn opportunities(text: &str) -> Vec<usize> {
    let mut at: Vec<usize> = segmenter().segment_str(text).filter(|i| *i > 0).collect();
    // MapLibre breaks after every ideograph.
    at.retain(|i| *i == text.len() || !around(text, *i).1.is_some_and(|c| c == IMAGE || breaks_anywhere(Some(c))));
    let breaks_after = |c: char| is_breakable_after(c) || c == IMAGE || breaks_anywhere(Some(c));
    at.extend(text.char_indices().filter(|(_, c)| breaks_after(*c)).map(|(i, c)| i + c.len_utf8()));
    at.sort_unstable();
    at.dedup();
    // "Foo (bar": in MapLibre an opening parenthesis belongs to the following text, and closing punctuation to the
    // preceding text.
    at.retain(|i| match around(text, *i) {
        (Some('\n'), _) => true,
        (before, Some(after)) => !is_opening(before) && !is_closing(after),
        _ => true,
    });
    at
}

/// Represents an inline image in the text.
pub(super) const IMAGE: char = '\u{fffc}';

/// The characters before and after the byte index `at`.
fn around(text: &str, at: usize) -> (Option<char>, Option<char>) {
    (text[..at].chars().next_back(), text[at..].chars().next())
}

/// Whether a line may end after the character even without a space (`charAllowsIdeographicBreaking`).
fn breaks_anywhere(c: Option<char>) -> bool {
    let Some(c) = c.filter(|c| *c >= '\u{2e80}') else { return false };
    matches!(c, '\u{2ff0}'..='\u{303f}' | '\u{31c0}'..='\u{31ef}' | '\u{3200}'..='\u{33ff}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
        || is_ideographic(c.script())
}

/// Whether `c` is an East Asian bracket or quote that must not end a line.
fn is_opening(c: Option<char>) -> bool {
    matches!(c, Some('「' | '『' | '（' | '［' | '｛' | '〈' | '《' | '【' | '〔' | '〖' | '｢' | '｟'))
}

/// Whether `c` must not start a line.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | ','
            | '.'
            | ' '
            | '、'
            | '。'
            | '，'
            | '．'
            | '・'
            | '：'
            | '；'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '］'
            | '｝'
            | '〉'
            | '》'
            | '】'
            | '〕'
            | '〗'
            | '｡'
            | '｣'
            | '､'
            | '｠'
            | 'ー'
            | '々'
    )
}

fn is_breakable_after(c: char) -> bool {
    matches!(
        c,
        '\n' | ' '
            | '&'
            | ')'
            | '+'
            | '-'
            | '/'
            | '\u{ad}'
            | '\u{b7}'
            | '\u{200b}'
            | '\u{2010}'
            | '\u{2013}'
            | '\u{2027}'
    )
}

/// The cost of a break before byte `at`; a forced break is so cheap that it always wins. Breaks between ideographs are
/// expensive if the text suggests its breaks with zero-width spaces.
fn penalty(text: &str, at: usize, suggested: bool) -> f32 {
    let (before, after) = around(text, at);
    let mut penalty = 0.0;
    if before == Some('\n') {
        penalty -= 10_000.0;
    }
    if suggested && breaks_anywhere(before) {
        penalty += 150.0;
    }
    if matches!(before, Some('(' | '（')) {
        penalty += 50.0;
    }
    if matches!(after, Some(')' | '）')) {
        penalty += 50.0;
    }
    penalty
}

fn badness(width: f32, target: f32, penalty: f32, is_last: bool) -> f32 {
    let raggedness = (width - target).powi(2);
    match is_last {
        // The last line should rather be short than long.
        true if width < target => raggedness / 2.0,
        true => raggedness * 2.0,
        false => raggedness + penalty.abs() * penalty,
    }
}

/// MapLibre measures in 24ths of an em; its penalties are scaled accordingly.
const UNITS: f32 = 24.0;

fn evaluate(at: usize, x: f32, target: f32, breaks: &[Break], penalty: f32, is_last: bool) -> Break {
    let cost = |width: f32| badness(width * UNITS, target * UNITS, penalty, is_last);
    let mut best = Break { at, x, before: None, badness: cost(x) };
    for (i, earlier) in breaks.iter().enumerate() {
        let badness = cost(x - earlier.x) + earlier.badness;
        if badness <= best.badness {
            best.before = Some(i);
            best.badness = badness;
        }
    }
    best
}
