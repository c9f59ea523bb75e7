//! Relative paths.

use std::path::{Path, PathBuf};

use crate::diagnostic::{SourceFiles, Span};

/// The path in `text`, which is written at `span`. Relative paths start at the folder of that file.
pub(crate) fn beside(files: &SourceFiles, span: Span, text: &str) -> PathBuf {
    let folder = files.get(span.file).filter(|f| !f.embedded).and_then(|f| f.path.parent()).unwrap_or(Path::new(""));
    // `join` would keep `./`, which makes messages harder to read.
    folder.join(text.strip_prefix("./").unwrap_or(text))
}
