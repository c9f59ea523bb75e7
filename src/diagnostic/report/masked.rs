//! The files as they may be shown: secrets masked, with offsets translated.

use std::ops::Range;

use crate::diagnostic::{FileId, SourceFile};

/// What a report shows in place of a secret.
pub const MASK: &str = "******";

/// A file whose secrets are masked.
pub struct Masked {
    /// Which file.
    pub(super) file: FileId,
    /// Its text; lines are where they were.
    pub(super) text: String,
    /// What was masked, and where the mask is.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Masked {
    /// `file` with `secrets` masked: byte ranges, ascending and apart from each other.
    pub fn new(file: &SourceFile, secrets: Vec<Range<usize>>) -> Self {
        let (mut text, mut moved, mut at) = (String::new(), Vec::new(), 0);
        for range in secrets {
            text.push_str(file.text.get(at..range.start).unwrap_or(""));
            let start = text.len();
            text.push_str(MASK);
            // A secret over several lines keeps them, so that the lines below keep their numbers.
            let breaks = file.text.get(range.clone()).unwrap_or("").matches('\n').count();
            text.push_str(&"\n".repeat(breaks));
            moved.push((range.clone(), start..text.len()));
            at = range.end;
        }
        text.push_str(file.text.get(at..).unwrap_or(""));
        Self { file: file.id, text, moved }
    }

    /// Where `range` of the file is in the masked text.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let (start, end) = (self.offset(range.start, false), self.offset(range.end, true));
        let start = start.min(self.text.len());
        start..end.clamp(start, self.text.len())
    }

    fn offset(&self, offset: usize, end: bool) -> usize {
        let mut shift = 0isize;
        for (was, is) in &self.moved {
            if offset <= was.start {
                break;
            }
            if offset < was.end {
                return if end { is.end } else { is.start };
            }
            shift = is.end as isize - was.end as isize;
        }
        offset.saturating_add_signed(shift)
    }
}
