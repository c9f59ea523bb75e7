//! Styles that are drawn in place of CartoCSS projects.

use std::path::{Path, PathBuf};

use super::LoadOptions;
use crate::{
    config::{
        document::DocumentNode,
        read::{ConfigReader, fields::Fields},
        schema::At,
    },
    diagnostic::{Code, Diagnostic},
};

/// `--style-substitute`, then `KARTO_STYLE_SUBSTITUTES`, then `karto.styleSubstitutes`.
pub(super) fn read(options: &LoadOptions, section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) {
    let from_environment = options.environment.get("KARTO_STYLE_SUBSTITUTES").unwrap_or("");
    let pairs = from_environment.split(',').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, file)| (name.trim().to_owned(), PathBuf::from(file.trim())));
    let outside: Vec<_> = options.substitutes.iter().cloned().chain(pairs).collect();
    for (name, file) in &outside {
        if !Path::new(file).is_file() {
            reader.checker.diagnostics.push(
                Diagnostic::error(
                    Code::MissingFile,
                    None,
                    format!("the substitute style `{}` for `{name}` does not exist", file.display()),
                )
                .help("correct the path in `--style-substitute NAME=FILE` or KARTO_STYLE_SUBSTITUTES"),
            );
        }
    }
    reader.substitutes = outside;
    let inside = section.node("styleSubstitutes").map_or(&[][..], DocumentNode::entries);
    for entry in inside {
        let at = At::key(&At::key(path, "styleSubstitutes").path, &entry.key);
        if let Some(file) = reader.required_file(&entry.value, at, false) {
            reader.substitutes.push((entry.key.clone(), file));
        }
    }
}
