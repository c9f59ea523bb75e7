//! Source files of diagnostics.

use std::{ops::Range, path::PathBuf};

use super::{FileId, Span};

/// A text file with its name and the starts of its lines.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub(super) id: FileId,
    /// The name as given by the user, or resolved relative to the file that names it.
    pub path: PathBuf,
    /// The text.
    pub text: String,
    /// The byte offset of the start of each line.
    line_starts: Vec<u32>,
    /// Whether the text is embedded in the binary, so that there is no folder for relative paths.
    pub embedded: bool,
    /// Whether lines with invalid YAML were left out. Values that seem to be missing may be in them.
    pub(super) repaired: bool,
}

impl SourceFile {
    /// A file with the first id, for a style without a configuration.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { id: FileId(0), path, text, line_starts, embedded: false, repaired: false }
    }

    /// The span of the byte range `range` in this file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.id, start: range.start as u32, end: range.end as u32 }
    }

    /// The line and column of the byte at `offset`, both counted from 1; columns are in characters.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        let before = self.text.get(start..offset as usize).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The byte range of line `number` (counted from 1), without its line break.
    pub fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_starts.get(number.saturating_sub(1)).map_or(self.text.len(), |&s| s as usize);
        let end = self.line_starts.get(number).map_or(self.text.len(), |&s| s as usize);
        let text = self.text.get(start..end).unwrap_or("");
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }
}
