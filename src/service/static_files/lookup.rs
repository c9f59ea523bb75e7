//! Which file a path names.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use tokio::fs::{self, File};

use crate::settings::StaticFolder;

use super::{file::StaticFile, media_type::content_type};

/// The maximum size of a file in bytes: it is sent from memory.
const MAX_FILE: u64 = 16 << 20;

/// The file that answers for a folder.
const INDEX: &str = "index.html";

/// A path below the prefix of a configured folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StaticPath<'a> {
    folder: &'a StaticFolder,
    /// The path after the prefix, still percent-encoded: empty, or with a slash at its start.
    rest: &'a str,
}

/// What is at a path.
#[derive(Debug)]
pub(crate) enum StaticTarget {
    /// A file.
    File(StaticFile),
    /// A folder, whose path lacks the slash at its end.
    Folder,
    /// A file that is too large to be sent from memory.
    TooLarge,
}

impl<'a> StaticPath<'a> {
    /// The part of `path` (still percent-encoded) below the longest matching prefix. The case of the prefix is ignored.
    pub(crate) fn find(folders: &'a [StaticFolder], path: &'a str) -> Option<Self> {
        let below = |folder: &'a StaticFolder| {
            let (start, rest) = path.split_at_checked(folder.prefix.len())?;
            let matches = start.eq_ignore_ascii_case(&folder.prefix) && (rest.is_empty() || rest.starts_with('/'));
            matches.then_some(Self { folder, rest })
        };
        folders.iter().filter_map(below).max_by_key(|found| found.folder.prefix.len())
    }

    /// Opens the file; `None` if there is none that may be served.
    pub(crate) async fn open(self) -> Option<StaticTarget> {
        let relative = relative(self.rest)?;
        // Links are followed, but not out of the folder. A folder that a deployment replaces is itself often a link.
        let root = fs::canonicalize(&self.folder.folder).await.ok()?;
        let path = fs::canonicalize(root.join(relative)).await.ok().filter(|path| path.starts_with(&root))?;
        if !fs::metadata(&path).await.ok()?.is_dir() {
            return self.file(&path).await.filter(|_| !self.rest.ends_with('/'));
        }
        if !self.rest.ends_with('/') {
            return Some(StaticTarget::Folder);
        }
        let index = fs::canonicalize(path.join(INDEX)).await.ok().filter(|index| index.starts_with(&root))?;
        self.file(&index).await
    }

    async fn file(self, path: &Path) -> Option<StaticTarget> {
        // Devices and pipes may block forever even when they are opened.
        fs::metadata(path).await.ok().filter(std::fs::Metadata::is_file)?;
        let file = File::open(path).await.ok()?;
        let metadata = file.metadata().await.ok().filter(std::fs::Metadata::is_file)?;
        if metadata.len() > MAX_FILE {
            return Some(StaticTarget::TooLarge);
        }
        Some(StaticTarget::File(StaticFile {
            file,
            name: format!("{}{}", self.folder.prefix, self.rest).into(),
            len: metadata.len(),
            modified: metadata.modified().ok()?,
            content_type: content_type(path).into(),
        }))
    }
}

/// The path that `rest` names relative to its folder; `None` if a part of it is hidden, empty or leads elsewhere.
fn relative(rest: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    let names = rest.strip_prefix('/').unwrap_or(rest);
    let names = names.strip_suffix('/').unwrap_or(names);
    if names.is_empty() {
        // `//` is not a folder with a slash at its end.
        return (rest.len() < 2).then_some(path);
    }
    for name in names.split('/') {
        let name = percent_decode_str(name).decode_utf8().ok()?;
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0', ':']) {
            return None;
        }
        path.push(&*name);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_in_any_case_wins() {
        let folder = |prefix: &str| StaticFolder { prefix: prefix.into(), folder: PathBuf::from(prefix) };
        let folders = [folder("/static"), folder("/static/maps")];
        let found = |path| StaticPath::find(&folders, path).map(|found| (&*found.folder.prefix, found.rest));
        assert_eq!(found("/static"), Some(("/static", "")));
        assert_eq!(found("/STATIC/a%20b"), Some(("/static", "/a%20b")));
        assert_eq!(found("/static/maps/a"), Some(("/static/maps", "/a")));
        assert_eq!(found("/static/mapsa"), Some(("/static", "/mapsa")));
        assert_eq!(found("/statics/a"), None);
        assert_eq!(found("/"), None);
    }

    #[test]
    fn no_path_leads_out_of_its_folder() {
        let path = |rest| relative(rest).map(|path| path.to_str().unwrap().to_owned());
        assert_eq!(path("/a/b.c%20d"), Some("a/b.c d".into()));
        assert_eq!(path(""), Some(String::new()));
        assert_eq!(path("/"), Some(String::new()));
        assert_eq!(path("/a/"), Some("a".into()));
        for bad in [
            "/..",
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/a%2f..%2fb",
            "/.git",
            "/a/.b",
            "//",
            "//a",
            "/a//b",
            "/a%00",
            "/a%5cb",
            "/c:",
            "/%ff",
        ] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }
}
