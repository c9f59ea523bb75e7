//! Data that a style brings itself: in its text, or in a file next to it.

use std::path::Path;

use super::drawn_style::DrawnStyle;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    settings::StyleLocation,
    style::{Mention, Source},
};

/// The data of `source`, which `layer` draws, must be in the style or in a file that exists.
pub(super) fn check(
    drawn: &DrawnStyle<'_>,
    source: &Source,
    layer: &str,
    mention: &Mention<String>,
    diagnostics: &mut Diagnostics,
) {
    let (Some(address), StyleLocation::File(file)) = (source.own_address(), &drawn.settings.path) else { return };
    let name = &mention.what;
    let folder = file.parent().unwrap_or(Path::new("."));
    let Some(path) = Source::file_beside(address, folder) else {
        let message = format!("the layer `{layer}` draws nothing: karto asks no server for the data of `{name}`");
        let help = "put the file beside the style, and its name in place of the address";
        diagnostics.push(not_drawn(mention, message, help));
        return;
    };
    if !path.is_file() {
        let message = format!("there is no file `{}` for the source `{name}`", path.display());
        let help = "put it there, or correct the source's address: it starts at the style's folder";
        diagnostics.push(drawn.diagnostic(Code::StyleSource, mention.span, message, &mention.path).help(help));
    }
}

/// A warning about a layer that draws nothing.
pub(super) fn not_drawn(mention: &Mention<String>, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(Code::StyleNotDrawn, mention.span, message).at(&mention.path).help(help)
}
