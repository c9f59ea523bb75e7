//! Wrapping of lines, as in Mapnik: word by word, until a line is too long.

use std::{collections::HashMap, ops::Range};

use super::{content::LabelText, line::LabelLine};
use crate::text::{RunShaper, line_breaks};

/// How lines are wrapped. Lengths are device pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineWrap {
    /// The width; 0 for never.
    pub width: f64,
    /// The character after which a line may end. If it is a space, a line may end wherever text may be broken.
    pub character: char,
    /// Whether the word that exceeds the width is on the next line.
    pub before: bool,
    /// Whether the character is repeated on the next line.
    pub repeat: bool,
    /// The largest ratio of width to height; 0 if any.
    pub ratio: f64,
}

/// Maximum number of lines.
const MAX_LINES: usize = 256;

impl LineWrap {
    /// Shapes and wraps the paragraphs of a label.
    pub(super) fn lines(&self, text: &LabelText, shaper: &RunShaper<'_>) -> Vec<LabelLine> {
        let mut lines = Vec::new();
        let mut start = 0;
        for paragraph in text.text.split('\n') {
            self.paragraph(text, shaper, start..start + paragraph.len(), &mut lines);
            start += paragraph.len() + 1;
        }
        lines
    }

    fn paragraph(&self, text: &LabelText, shaper: &RunShaper<'_>, range: Range<usize>, lines: &mut Vec<LabelLine>) {
        let shaped = |range: Range<usize>| LabelLine::of(&shaper.line(range), &text.formats);
        let whole = shaped(range.clone());
        if self.width <= 0.0 || whole.width < self.width {
            return lines.push(whole);
        }
        let width = self.fitted(&whole);
        let widths: HashMap<usize, f64> =
            whole.glyphs.iter().map(|glyph| (glyph.cluster, glyph.cluster_width)).collect();
        let ends = self.ends(&text.text);
        let chars: Vec<usize> = text.text.char_indices().map(|(at, _)| at).collect();
        let index = |at: usize| chars.partition_point(|start| *start < at);
        let (mut start, mut length, mut next) = (range.start, 0.0, index(range.start));
        while let Some(at) = chars.get(next).copied().filter(|at| *at < range.end && lines.len() < MAX_LINES) {
            next += 1;
            length += widths.get(&at).copied().unwrap_or(0.0);
            if length <= width {
                continue;
            }
            let following = || ends.get(ends.partition_point(|end| *end <= at)).copied();
            let preceding = || ends.partition_point(|end| *end <= at).checked_sub(1).and_then(|i| ends.get(i)).copied();
            let found = if self.before { preceding() } else { following() };
            let end = found.filter(|end| *end > start).or_else(following).unwrap_or(range.end);
            let end = end.clamp(range.start, range.end);
            if end <= start {
                continue;
            }
            lines.push(shaped(self.shown(&text.text, start..end)));
            (start, length, next) = (end, 0.0, index(end));
        }
        if start == range.start {
            lines.push(whole);
        } else if start < range.end {
            let from = if self.repeats() { self.repeated(&text.text, start) } else { start };
            lines.push(shaped(from..range.end));
        }
    }

    /// The width at which lines are wrapped to keep the ratio of width to height.
    fn fitted(&self, whole: &LabelLine) -> f64 {
        if self.ratio <= 0.0 {
            return self.width;
        }
        let mut count = 1.0;
        loop {
            let width = whole.width / count;
            let is_wide = width / (whole.line_height * count) > self.ratio && width > self.width;
            if !is_wide || count > 256.0 {
                return width;
            }
            count += 1.0;
        }
    }

    /// The byte indices at which lines may end.
    fn ends(&self, text: &str) -> Vec<usize> {
        match self.character {
            ' ' => line_breaks(text),
            c => text.match_indices(c).map(|(at, found)| at + found.len()).collect(),
        }
    }

    /// The part of a line that is shown: without a space at its end, or with the repeated character before it.
    fn shown(&self, text: &str, line: Range<usize>) -> Range<usize> {
        if self.character == ' ' {
            let has_space = text.get(line.clone()).is_some_and(|it| it.ends_with(' '));
            return line.start..line.end - usize::from(has_space);
        }
        if self.repeats() { self.repeated(text, line.start)..line.end } else { line }
    }

    fn repeats(&self) -> bool {
        self.repeat && self.character != ' '
    }

    fn repeated(&self, text: &str, start: usize) -> usize {
        text.get(..start).and_then(|before| before.char_indices().next_back()).map_or(start, |(at, _)| at)
    }
}
