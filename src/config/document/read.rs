//! Reads and parses files.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use super::{DocumentNode, Kind, MAX_FILE_BYTES, MAX_FILES, recover};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, SourceFiles, Span};

/// The file could not be read. The reason has been reported as a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadError;

/// Reads the file at `path`. `named_at` is where the configuration names it; `None` if the command line does.
pub fn read_file(
    path: &Path,
    named_at: Option<Span>,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> Result<DocumentNode, ReadError> {
    let mut fail = |code, message: String, help: &str| {
        let meant = if path.exists() { None } else { crate::config::files::similar_name(path) };
        diagnostics.push(Diagnostic::error(code, named_at, message).help(help).suggest(meant));
        Err(ReadError)
    };
    if files.iter().count() >= MAX_FILES {
        return fail(Code::FileTooLarge, format!("more than {MAX_FILES} configuration files"), "merge some of them");
    }
    let shown = path.display();
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| f.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        let (message, help) = match error.kind() {
            std::io::ErrorKind::NotFound => (
                format!("the file `{shown}` does not exist"),
                "check the name; relative paths start at the folder of the file that names them".to_owned(),
            ),
            std::io::ErrorKind::PermissionDenied => (
                format!("the file `{shown}` cannot be read: permission denied"),
                "give the user that runs karto permission to read it (`ls -l` shows the permissions)".to_owned(),
            ),
            std::io::ErrorKind::IsADirectory => {
                (format!("`{shown}` is a folder, not a file"), "name a file in it".to_owned())
            }
            _ => (format!("the file `{shown}` cannot be read: {error}"), "make it readable".to_owned()),
        };
        return fail(Code::FileUnreadable, message, &help);
    }
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return fail(
            Code::FileTooLarge,
            format!("the file `{shown}` is larger than {} MiB", MAX_FILE_BYTES >> 20),
            "check that this is the right file",
        );
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(read_text(path.to_owned(), text, false, files, diagnostics)),
        Err(error) => {
            // Keep the text up to the first invalid byte, so that the place can be shown.
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let text = String::from_utf8_lossy(bytes.get(..good).unwrap_or(&[])).into_owned();
            let file = files.add(path.to_owned(), text, false);
            diagnostics.push(
                Diagnostic::error(
                    Code::FileNotText,
                    Span { file, start: good as u32, end: good as u32 },
                    "this file is not UTF-8 text",
                )
                .cause(format!(
                    "the byte at offset {good} (0x{:02x}) cannot be part of UTF-8",
                    bytes.get(good).unwrap_or(&0)
                ))
                .help("save the file as UTF-8"),
            );
            Err(ReadError)
        }
    }
}

/// Parses `text`, which messages call `path`.
pub fn read_text(
    path: PathBuf,
    text: String,
    embedded: bool,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> DocumentNode {
    // A byte order mark is allowed before the YAML text, but is not part of it.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let file = files.add(path, text.clone(), embedded);
    recover::parse(&text, file, files, diagnostics).unwrap_or_else(|| empty(file))
}

fn empty(file: FileId) -> DocumentNode {
    DocumentNode { span: Span { file, start: 0, end: 0 }, kind: Kind::Null, origin: None }
}
