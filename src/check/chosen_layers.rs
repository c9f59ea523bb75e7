//! Layers that the configuration includes or excludes.

use std::collections::BTreeSet;

use super::drawn_style::DrawnStyle;
use crate::{
    config::StyleUse,
    diagnostic::{Code, Diagnostic, Diagnostics},
    settings::StyleSettings,
    spelling::did_you_mean,
};

/// Reports names that are neither layers of the style nor vector layers that it reads.
pub(super) fn check(drawn: &DrawnStyle<'_>, diagnostics: &mut Diagnostics) {
    let style = &drawn.file.style;
    let layers = style.layers.iter().map(|l| l.id.as_str());
    let vector = style.inputs.iter().filter_map(|i| i.source_layer.as_deref());
    let help = "name a layer of the style, or a vector layer that it reads";
    check_names(&layers.chain(vector).collect(), drawn.settings, drawn.named, help, diagnostics);
}

/// Reports names that `settings` includes or excludes and that are not among `names`.
pub(super) fn check_names(
    names: &BTreeSet<&str>,
    settings: &StyleSettings,
    named: &StyleUse,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    let chosen = settings.only_layers.iter().flatten().chain(&settings.except_layers);
    for name in chosen.filter(|name| !names.contains(name.as_str())) {
        let message = format!("the style has no layer `{name}`, which this source includes or excludes");
        diagnostics.push(
            Diagnostic::error(Code::StyleLayer, named.span, message)
                .at(&named.path)
                .help(help)
                .suggest(did_you_mean(name, names.iter().copied())),
        );
    }
}
