//! Checks the fonts that the layers of a style name.

use std::{collections::BTreeSet, path::PathBuf};

use super::drawn_style::DrawnStyle;
use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics, quoted},
    spelling::did_you_mean,
    style::Mention,
    text::{self, FontSet},
};

/// The available fonts: the built-in ones and those of the configuration.
pub(super) struct FontCheck<'c> {
    folders: &'c [PathBuf],
    /// The fonts; loaded when the first style needs them.
    fonts: Option<FontSet>,
}

impl<'c> FontCheck<'c> {
    /// The fonts in `folders` and the built-in ones, which are not loaded yet.
    pub(super) fn new(folders: &'c [PathBuf]) -> Self {
        Self { folders, fonts: None }
    }

    /// Reports missing fonts. At least one font of each font stack must exist.
    pub(super) fn check(&mut self, drawn: &DrawnStyle<'_>, diagnostics: &mut Diagnostics) {
        let mut done: BTreeSet<&[String]> = BTreeSet::new();
        for mention in drawn.layers().flat_map(|layer| &layer.fonts) {
            let stack = mention.what.as_slice();
            if done.insert(stack) {
                let fonts = self.fonts.get_or_insert_with(|| load(self.folders, drawn.named, diagnostics));
                diagnostics.extend(problem(drawn, mention, fonts));
            }
        }
    }
}

/// Loads the fonts. Adds a warning for each font that cannot be used.
fn load(folders: &[PathBuf], named: &StyleUse, diagnostics: &mut Diagnostics) -> FontSet {
    let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), folders);
    for problem in problems {
        diagnostics.push(
            Diagnostic::warning(Code::StyleFont, named.span, format!("the font {problem}"))
                .at(&named.path)
                .help("remove it from the folders in `karto.fonts`, or replace it by a TrueType or OpenType font"),
        );
    }
    set
}

/// The diagnostic about a font stack whose first font does not exist.
fn problem(drawn: &DrawnStyle<'_>, mention: &Mention<Vec<String>>, fonts: &FontSet) -> Option<Diagnostic> {
    let stack = mention.what.as_slice();
    let first = stack.first().map(String::as_str).unwrap_or_default();
    if fonts.has(first) {
        return None;
    }
    let present = stack.iter().find(|name| fonts.has(name));
    let diagnostic = if let Some(found) = present {
        let message = format!("there is no font `{first}`: its text is drawn with `{found}`");
        Diagnostic::info(Code::StyleFont, mention.span, message).at(&mention.path)
    } else if let Some(near) = stack.iter().find_map(|name| fonts.nearest(name)) {
        let message = format!("there is no font `{first}`: its text is drawn with `{near}`");
        Diagnostic::warning(Code::StyleFont, mention.span, message).at(&mention.path)
    } else {
        let message = match stack {
            [one] => format!("there is no font `{one}`"),
            many => {
                let names: Vec<&str> = many.iter().map(String::as_str).collect();
                format!("none of the fonts {} exists", quoted(&names))
            }
        };
        drawn.diagnostic(Code::StyleFont, mention.span, message, &mention.path)
    };
    let names = fonts.names();
    let near = stack.iter().find_map(|name| did_you_mean(name, names.iter().copied()));
    let help = "add the folder that contains it to `karto.fonts`, or name a built-in font such as `Noto Sans Regular`";
    Some(diagnostic.help(help).suggest(near.filter(|_| present.is_none())))
}
