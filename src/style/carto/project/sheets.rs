//! Reads files.

use std::{
    io::{Error, ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::{
    CartoSheet, mistakes,
    scalar::text,
    yaml::{YamlKind, YamlNode},
};
use crate::diagnostic::{Diagnostics, FileId, SourceFiles};

/// The largest file.
const MAX_FILE: u64 = 16 << 20;

/// Reads a text file.
pub(super) fn read_file(path: &Path, files: &mut SourceFiles) -> std::io::Result<FileId> {
    let mut text = Vec::new();
    std::fs::File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut text)?;
    if text.len() as u64 > MAX_FILE {
        return Err(Error::new(ErrorKind::FileTooLarge, format!("it is larger than {} MiB", MAX_FILE >> 20)));
    }
    let text = String::from_utf8(text).map_err(|e| Error::new(ErrorKind::InvalidData, e))?;
    Ok(files.add(PathBuf::from(path), text, false))
}

/// Reads the style sheets that a project lists: as paths relative to `folder`, or with their text.
pub(super) fn sheets(
    list: &YamlNode,
    folder: &Path,
    files: &mut SourceFiles,
    diagnostics: &mut Diagnostics,
) -> Vec<CartoSheet> {
    let mut result = Vec::new();
    for item in list.items() {
        if let YamlKind::Map(_) = &item.kind {
            let (Some(id), Some(data)) = (item.get("id"), item.get("data")) else {
                diagnostics.push(mistakes::missing_key(
                    item.span,
                    "id` or `data",
                    "the name or the text of a style sheet",
                ));
                continue;
            };
            let name = text(id);
            let file = files.add(folder.join(&name), text(data), false);
            result.push(CartoSheet { name, file });
            continue;
        }
        let name = text(item);
        let path = folder.join(&name);
        match read_file(&path, files) {
            Ok(file) => result.push(CartoSheet { name, file }),
            Err(error) => diagnostics.push(mistakes::file(Some(item.span), &path, &error)),
        }
    }
    result
}
