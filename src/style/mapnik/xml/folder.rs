//! The files of a map.

use std::path::{Path, PathBuf};

use crate::{
    bounded_file,
    diagnostic::{FileId, SourceFiles},
};

/// The most files of a map.
const MOST_FILES: usize = 1000;
/// The most bytes of all files of a map.
const MOST_BYTES: u64 = 64 << 20;

/// Reads the files of a map, which are in its folder or below.
pub(super) struct XmlFolder<'f> {
    root: PathBuf,
    pub files: &'f mut SourceFiles,
    count: usize,
    bytes: u64,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct XmlFile {
    pub id: FileId,
    pub text: String,
    /// The folder that its relative paths begin at.
    pub folder: PathBuf,
}

impl<'f> XmlFolder<'f> {
    /// The folder of the map in the file `path`.
    pub(super) fn of(path: &Path, files: &'f mut SourceFiles) -> Self {
        Self { root: path.parent().unwrap_or(Path::new("")).to_owned(), files, count: 0, bytes: 0 }
    }

    /// The map's own folder.
    pub(super) fn root(&self) -> PathBuf {
        self.root.clone()
    }

    /// Reads the file that is called `name` in a file of `folder`. The error says what is wrong.
    pub(super) fn read(&mut self, name: &str, folder: &Path) -> Result<XmlFile, String> {
        let name = name.strip_prefix("file://").unwrap_or(name);
        let path = folder.join(name);
        let wrong = |error: std::io::Error| format!("the file `{}` cannot be read: {error}", path.display());
        let real = path.canonicalize().map_err(wrong)?;
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        let root = root.canonicalize().map_err(wrong)?;
        if !real.starts_with(&root) {
            return Err(format!("the file `{}` is outside of the folder of the map", path.display()));
        }
        self.count += 1;
        self.bytes += real.metadata().map_err(wrong)?.len();
        if self.count > MOST_FILES || self.bytes > MOST_BYTES {
            return Err(format!("the map has more than {MOST_FILES} files or {} MiB", MOST_BYTES >> 20));
        }
        let text = bounded_file::read_text(&real, MOST_BYTES).map_err(wrong)?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let id = self.files.add(path.clone(), text.clone(), false);
        Ok(XmlFile { id, text, folder: path.parent().unwrap_or(Path::new("")).to_owned() })
    }
}
