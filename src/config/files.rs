//! Stage 6, files: checks that the files and folders that the configuration names exist.

use std::path::Path;

use super::{read::RequiredFile, schema::Checker};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
};

/// Reports paths that do not exist, cannot be opened, or are a file instead of a folder or the reverse.
pub(super) fn check(required: &[RequiredFile], checker: &mut Checker<'_>) {
    for RequiredFile { path, folder, node, at } in required {
        let shown = path.display();
        let kind = if *folder { "folder" } else { "file" };
        let diagnostic = match std::fs::metadata(path) {
            Ok(found) if found.is_dir() == *folder => match std::fs::File::open(path) {
                Ok(_) => continue,
                Err(error) => Diagnostic::error(
                    Code::WrongFile,
                    node.span,
                    format!("the {kind} `{shown}` cannot be opened: {error}"),
                )
                .help("give the user that runs karto permission to read it"),
            },
            Ok(_) => {
                let other = if *folder { "a file, not a folder" } else { "a folder, not a file" };
                Diagnostic::error(Code::WrongFile, node.span, format!("`{shown}` is {other}")).help(if *folder {
                    "name the folder that contains the zoom folders"
                } else {
                    "name a file in it"
                })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Diagnostic::error(Code::MissingFile, node.span, format!("the {kind} `{shown}` does not exist"))
                    .cause(missing_part(path))
                    .help("correct the name, or create it")
                    .suggest(similar_name(path))
            }
            Err(error) => {
                Diagnostic::error(Code::WrongFile, node.span, format!("the {kind} `{shown}` cannot be opened: {error}"))
                    .help("give the user that runs karto permission to read it")
            }
        };
        checker.report(node, at, diagnostic);
    }
}

/// A hint about why `path` does not exist: its first missing folder, or how relative paths are resolved.
fn missing_part(path: &Path) -> String {
    let mut ancestors: Vec<_> = path.ancestors().filter(|p| !p.as_os_str().is_empty()).collect();
    ancestors.reverse();
    match ancestors.iter().find(|p| !p.exists()) {
        Some(part) if *part != path => format!("its folder does not exist either: `{}`", part.display()),
        _ => "relative paths start at the folder of the file that names them".into(),
    }
}

/// A name in the same folder that is similar to the missing one.
pub(super) fn similar_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> =
        std::fs::read_dir(folder).ok()?.take(1000).filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    did_you_mean(name, names.iter().map(String::as_str)).map(str::to_owned)
}
