//! Checks data of a style that is not tiled: in the style itself, or in a file next to it.

use std::path::Path;

use super::drawn_style::DrawnStyle;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    settings::StyleLocation,
    style::{Mention, Source},
};

/// Checks that the data of `source`, which `layer` draws, is in the style or in an existing file.
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
        let message = format!("the layer `{layer}` is not drawn: karto does not load the data of `{name}`");
        let help = "put the file next to the style, and replace the URL by its name";
        diagnostics.push(not_drawn(mention, message, help));
        return;
    };
    if !path.is_file() {
        let message = format!("there is no file `{}` for the source `{name}`", path.display());
        let help = "create it, or correct the source's URL, which is relative to the folder of the style";
        diagnostics.push(drawn.diagnostic(Code::StyleSource, mention.span, message, &mention.path).help(help));
    }
}

/// A warning about a layer that is not drawn.
pub(super) fn not_drawn(mention: &Mention<String>, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(Code::StyleNotDrawn, mention.span, message).at(&mention.path).help(help)
}
