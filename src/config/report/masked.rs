//! The files as they may be shown: secrets masked, with offsets translated.

use std::ops::Range;

use crate::config::{
    Loaded,
    document::{FileId, Node, SourceFile},
    secrets::{MASK, secret_ranges},
};

/// A file whose secrets are masked.
pub struct Masked {
    /// Its text; lines are where they were.
    pub text: String,
    /// What was masked, and where the mask stands.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

impl Masked {
    /// All files of `loaded`, in order.
    pub fn all(loaded: &Loaded) -> Vec<(FileId, Self)> {
        let documents = &loaded.documents;
        loaded
            .files
            .iter()
            .map(|(id, file)| (id, Self::new(file, documents.iter().find(|d| d.span.file == id))))
            .collect()
    }

    fn new(file: &SourceFile, document: Option<&Node>) -> Self {
        let (mut text, mut moved, mut at) = (String::new(), Vec::new(), 0);
        for range in secret_ranges(file, document) {
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
        Self { text, moved }
    }

    /// Where `range` of the file stands in the masked text.
    pub fn range(&self, range: Range<usize>) -> Range<usize> {
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
