//! The files a configuration was read from, and places inside them.

use std::{ops::Range, path::PathBuf};

use crate::settings::Place;

/// Which of the [`SourceFiles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A stretch of one file, as byte offsets; `start <= end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from the start of this one to the end of `other`, which lies later in the same file.
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One file: its name as the user gave it, its text, and where its lines start.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The name as the user gave it, or as the file that names it leads to it.
    pub path: PathBuf,
    /// The text.
    pub text: String,
    line_starts: Vec<u32>,
    /// Whether the text is part of the binary: then there is no folder that paths could be relative to.
    pub embedded: bool,
    /// Whether lines that YAML could not read were left out: what seems to be missing may be in them.
    repaired: bool,
}

impl SourceFile {
    /// Line and column (both from 1, columns in characters) of the byte at `offset`.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        let before = self.text.get(start..offset as usize).unwrap_or("");
        (line, before.chars().count() + 1)
    }

    /// The byte range of line `number` (from 1), without its line break.
    pub fn line(&self, number: usize) -> Range<usize> {
        let start = self.line_starts.get(number.saturating_sub(1)).map_or(self.text.len(), |&s| s as usize);
        let end = self.line_starts.get(number).map_or(self.text.len(), |&s| s as usize);
        let text = self.text.get(start..end).unwrap_or("");
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }
}

/// All files of one configuration.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles(Vec<SourceFile>);

impl SourceFiles {
    /// Adds a file and says under which id.
    pub fn add(&mut self, path: PathBuf, text: String, embedded: bool) -> FileId {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        self.0.push(SourceFile { path, text, line_starts, embedded, repaired: false });
        FileId(self.0.len() as u32 - 1)
    }

    /// The file called `id`. Ids are only made by [`SourceFiles::add`], so it exists in its own set.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0 as usize)
    }

    /// Notes that lines of the file were left out.
    pub fn set_repaired(&mut self, id: FileId) {
        if let Some(file) = self.0.get_mut(id.0 as usize) {
            file.repaired = true;
        }
    }

    /// Whether lines of the file were left out.
    pub fn is_repaired(&self, id: FileId) -> bool {
        self.get(id).is_some_and(|f| f.repaired)
    }

    /// Whether lines of any file were left out.
    pub fn any_repaired(&self) -> bool {
        self.0.iter().any(|f| f.repaired)
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).and_then(|f| f.text.get(span.range())).unwrap_or("")
    }

    /// Where `span` starts.
    pub fn place(&self, span: Span) -> Place {
        let (file, (line, column)) = match self.get(span.file) {
            Some(file) => (file.path.clone(), file.line_column(span.start)),
            None => (PathBuf::new(), (1, 1)),
        };
        Place { file, line, column }
    }

    /// The word at `place`, the inverse of [`SourceFiles::place`].
    pub fn span_at(&self, place: &Place) -> Option<Span> {
        let (file, source) = self.iter().find(|(_, f)| f.path == place.file)?;
        let line = source.line(place.line);
        let text = source.text.get(line.clone())?;
        let at = text.char_indices().nth(place.column.checked_sub(1)?).map_or(text.len(), |(i, _)| i);
        let rest = text.get(at..)?;
        let length = rest.find([':', ' ', ',']).unwrap_or(rest.len());
        Some(Span { file, start: (line.start + at) as u32, end: (line.start + at + length) as u32 })
    }

    /// The files in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.0.iter().enumerate().map(|(i, f)| (FileId(i as u32), f))
    }
}
