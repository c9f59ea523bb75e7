//! The files of a configuration and its styles.

use std::path::PathBuf;

use super::{FileId, SourceFile, Span};

/// A set of files with ids.
#[derive(Debug, Clone, Default)]
pub struct SourceFiles(Vec<SourceFile>);

impl SourceFiles {
    /// Adds a file and returns its id.
    pub fn add(&mut self, path: PathBuf, text: String, embedded: bool) -> FileId {
        let id = FileId(self.0.len() as u32);
        let mut file = SourceFile::new(path, text);
        file.id = id;
        file.embedded = embedded;
        self.0.push(file);
        id
    }

    /// The file with this id. It exists if the id comes from [`SourceFiles::add`] of this set.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0 as usize)
    }

    /// Records that lines of the file were left out.
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

    /// The files, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.0.iter().map(|file| (file.id, file))
    }
}
