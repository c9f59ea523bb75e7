//! Files with masked secrets, and the translation of offsets.

use std::ops::Range;

use crate::diagnostic::{FileId, SourceFile};

/// The text that reports show in place of a secret.
pub const MASK: &str = "******";

/// A file with masked secrets.
pub struct Masked {
    /// The file.
    pub(super) file: FileId,
    /// The text with masks; lines keep their numbers.
    pub(super) text: String,
    /// The masked ranges in the file, with the ranges of the masks in `text`.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Masked {
    /// Masks `secrets` in `file`: byte ranges, ascending and disjoint.
    pub fn new(file: &SourceFile, secrets: Vec<Range<usize>>) -> Self {
        let (mut text, mut moved, mut at) = (String::new(), Vec::new(), 0);
        for range in secrets {
            text.push_str(file.text.get(at..range.start).unwrap_or(""));
            let start = text.len();
            text.push_str(MASK);
            // Keep the line breaks in a secret, so that the lines below keep their numbers.
            let breaks = file.text.get(range.clone()).unwrap_or("").matches('\n').count();
            text.push_str(&"\n".repeat(breaks));
            moved.push((range.clone(), start..text.len()));
            at = range.end;
        }
        text.push_str(file.text.get(at..).unwrap_or(""));
        Self { file: file.id, text, moved }
    }

    /// Translates a range of the file to the masked text.
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
