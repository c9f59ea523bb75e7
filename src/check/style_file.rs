//! Reads style files.

use std::{io::ErrorKind, path::Path};

use super::sprites;
use crate::{
    bounded_file,
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, Severity, SourceFiles},
    image::sprite::Sprites,
    style::{self, LayerMentions, Style},
};

/// The maximum number of diagnostics reported for a style.
const MAX_DIAGNOSTICS: usize = 20;

/// A style, the names in its layers, and its sprites.
pub(super) struct StyleFile {
    pub(super) style: Style,
    pub(super) mentions: Vec<LayerMentions>,
    /// The images at single and double density; `None` if a sprite cannot be used.
    pub(super) sprites: Option<[Sprites; 2]>,
}

impl StyleFile {
    /// Reads the style in the file at `path`; `None` if it cannot be used at all. Errors are added to `diagnostics`,
    /// the file to `files`.
    pub(super) fn read(
        path: &Path,
        named: &StyleUse,
        files: &mut SourceFiles,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = text(path, named, diagnostics)?;
        let id = files.add(path.to_owned(), text, false);
        let file = files.get(id)?;
        let (style, mut problems) = style::load(file);
        let mentions = style::mentions(file);
        // The configuration, not the style, determines where tiles come from.
        problems.retain(|p| p.code != Code::StyleSourceAddress);
        report(problems, named, diagnostics);
        let style = style?;
        let sprites = sprites::load(&style, file, named, diagnostics);
        Some(Self { style, mentions, sprites })
    }
}

/// Reads the text of the style at `path`.
fn text(path: &Path, named: &StyleUse, diagnostics: &mut Diagnostics) -> Option<String> {
    // It has been checked that the file exists. If it has been removed since, building the service reports it.
    let text = match bounded_file::read(path, style::MAX_BYTES) {
        Ok(bytes) => String::from_utf8(bytes),
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            let message = format!("the style is larger than {} MiB", style::MAX_BYTES >> 20);
            let diagnostic = Diagnostic::error(Code::FileTooLarge, named.span, message);
            diagnostics.push(diagnostic.at(&named.path).help("check that this is the right file"));
            return None;
        }
        Err(_) => return None,
    };
    if text.is_err() {
        let diagnostic = Diagnostic::error(Code::StyleInvalid, named.span, "the style is not UTF-8 text");
        diagnostics.push(diagnostic.at(&named.path).help("check that this is the right file; a style is JSON"));
    }
    text.ok()
}

/// Adds the first diagnostics about the style, and the number of further ones.
pub(super) fn report(problems: Vec<Diagnostic>, named: &StyleUse, diagnostics: &mut Diagnostics) {
    let more = problems.len().saturating_sub(MAX_DIAGNOSTICS);
    let error = problems.iter().skip(MAX_DIAGNOSTICS).any(|p| p.severity == Severity::Error);
    for problem in problems.into_iter().take(MAX_DIAGNOSTICS) {
        diagnostics.push(problem.related(named.span, format!("`{}` draws this style", named.source)));
    }
    if more > 0 {
        let message = format!("the style has {more} more problems");
        let diagnostic = match error {
            true => Diagnostic::error(Code::StyleInvalid, named.span, message),
            false => Diagnostic::warning(Code::StyleInvalid, named.span, message),
        };
        diagnostics.push(diagnostic.at(&named.path).help("fix the first ones and check again"));
    }
}
