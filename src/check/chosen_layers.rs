//! Layers that the configuration includes or excludes.

use std::collections::BTreeSet;

use super::drawn_style::DrawnStyle;
use crate::{
    diagnostic::{Code, Diagnostics},
    spelling::did_you_mean,
};

/// Reports names that are neither layers of the style nor vector layers that it reads.
pub(super) fn check(drawn: &DrawnStyle<'_>, diagnostics: &mut Diagnostics) {
    let style = &drawn.file.style;
    let layers = style.layers.iter().map(|l| l.id.as_str());
    let vector = style.inputs.iter().filter_map(|i| i.source_layer.as_deref());
    let names: BTreeSet<&str> = layers.chain(vector).collect();
    let chosen = drawn.settings.only_layers.iter().flatten().chain(&drawn.settings.except_layers);
    for name in chosen.filter(|name| !names.contains(name.as_str())) {
        let message = format!("the style has no layer `{name}`, which this source includes or excludes");
        diagnostics.push(
            drawn
                .configured(Code::StyleLayer, message)
                .help("name a layer of the style, or a vector layer that it reads")
                .suggest(did_you_mean(name, names.iter().copied())),
        );
    }
}
