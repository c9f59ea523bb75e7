//! Checks the font faces that maps name.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, quoted},
    spelling::did_you_mean,
    style::mapnik::CompiledMap,
    text::{self, FontSet},
};

/// The maximum number of missing faces that are named.
const MAX_NAMES: usize = 8;

/// The fonts of maps: their own folders, the built-in ones and those of the configuration.
pub(super) struct FaceCheck<'c> {
    folders: &'c [PathBuf],
    /// The fonts by the folders of maps.
    loaded: BTreeMap<Vec<PathBuf>, FontSet>,
}

impl<'c> FaceCheck<'c> {
    pub(super) fn new(folders: &'c [PathBuf]) -> Self {
        Self { folders, loaded: BTreeMap::new() }
    }

    /// Reports the faces of `map`, whose paths are relative to `folder`, that do not exist.
    pub(super) fn check(&mut self, map: &CompiledMap, folder: &Path, named: &StyleUse, diagnostics: &mut Diagnostics) {
        let own: Vec<PathBuf> = map.font_folders.iter().map(|it| folder.join(&it.name)).collect();
        if map.faces.is_empty() {
            return;
        }
        let fonts =
            self.loaded.entry(own.clone()).or_insert_with(|| {
                let (fonts, problems) = FontSet::load_before(&own, text::embedded::FONTS.iter().copied(), self.folders);
                for problem in problems {
                    let message = format!("the font {problem}");
                    diagnostics.push(Diagnostic::warning(Code::StyleFont, named.span, message).at(&named.path).help(
                        "correct `font-directory` of the style, or replace the font by a TrueType or OpenType font",
                    ));
                }
                fonts
            });
        let missing: Vec<_> = map.faces.iter().filter(|face| !fonts.has(&face.name)).collect();
        let Some(first) = missing.first() else { return };
        let names: Vec<&str> = missing.iter().take(MAX_NAMES).map(|face| face.name.as_str()).collect();
        let more =
            if missing.len() > MAX_NAMES { format!(" and {} more", missing.len() - MAX_NAMES) } else { String::new() };
        let message = match names.as_slice() {
            [one] => format!("there is no font face `{one}`"),
            many => format!("there are no font faces {}{more}", quoted(many)),
        };
        let diagnostic = match missing.len() < map.faces.len() {
            true => Diagnostic::warning(Code::StyleFont, first.span, message)
                .cause("text that only they have is drawn with the most similar face that has its characters"),
            false => Diagnostic::error(Code::StyleFont, first.span, message),
        };
        diagnostics.push(
            diagnostic
                .help("add their files to the style's `font-directory` or to a folder in `karto.fonts`")
                .suggest(did_you_mean(&first.name, fonts.names())),
        );
    }
}
