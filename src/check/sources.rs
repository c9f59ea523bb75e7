//! Checks the sources of a style and their vector layers.

use std::collections::BTreeSet;

use super::{drawn_style::DrawnStyle, own_data, vector_layers};
use crate::{
    diagnostic::{Code, Diagnostics, quoted},
    settings::{EVERY_SOURCE, Settings},
    spelling::did_you_mean,
    style::{Mention, SourceType},
};

/// Reports sources that are missing in the configuration, are of the wrong kind, or lack a vector layer.
pub(super) fn check(drawn: &DrawnStyle<'_>, settings: &Settings, diagnostics: &mut Diagnostics) {
    let misnamed = misnamed(drawn, diagnostics);
    // Sources that have been checked or reported.
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for layer in drawn.layers() {
        let Some(mention) = &layer.source else { continue };
        let Some(source) = drawn.file.style.sources.get(&mention.what) else { continue };
        let name = mention.what.as_str();
        match source.kind() {
            SourceType::Vector | SourceType::Raster | SourceType::RasterDem => {}
            SourceType::GeoJson | SourceType::Image => {
                if done.insert(name) {
                    own_data::check(drawn, source, &layer.id, mention, diagnostics);
                }
                continue;
            }
            SourceType::Video => {
                let message = format!("the layer `{}` is not drawn: karto does not draw videos", layer.id);
                diagnostics.push(own_data::not_drawn(mention, message, "remove the layer"));
                continue;
            }
        }
        let Some(id) = drawn.backend(name) else {
            if !misnamed && done.insert(name) {
                not_given(drawn, name, diagnostics);
            }
            continue;
        };
        let Some(layers) = vector_layers::of_source(id, settings) else { continue };
        if source.kind() != SourceType::Vector {
            if done.insert(name) {
                not_pictures(drawn, mention, id, diagnostics);
            }
            continue;
        }
        if let Some(read) = layer.source_layer.as_ref().filter(|read| !layers.contains(&read.what)) {
            missing_layer(drawn, read, id, &layers, diagnostics);
        }
    }
}

/// Reports configured sources that the style does not have. Returns whether there are any.
fn misnamed(drawn: &DrawnStyle<'_>, diagnostics: &mut Diagnostics) -> bool {
    let sources = &drawn.file.style.sources;
    let known: Vec<&str> = sources.iter().filter(|(_, s)| !s.kind().is_own()).map(|(name, _)| name.as_str()).collect();
    let given = drawn.settings.sources.iter().map(|(name, _)| name);
    let wrong: Vec<&String> = given.filter(|name| *name != EVERY_SOURCE && !sources.contains_key(*name)).collect();
    for name in &wrong {
        diagnostics.push(
            drawn
                .configured(Code::StyleLayer, format!("the style has no source `{name}`"))
                .help(format!("the sources are {}", quoted(&known)))
                .suggest(did_you_mean(name, known.iter().copied())),
        );
    }
    !wrong.is_empty()
}

fn not_given(drawn: &DrawnStyle<'_>, name: &str, diagnostics: &mut Diagnostics) {
    let message = format!("no source is configured for `{name}`, which the style reads");
    diagnostics.push(drawn.configured(Code::StyleLayer, message).help(format!(
        "add it to `params.sources` (`{name}: {{ref: …}}`), or set one source for all as `params.source`"
    )));
}

fn not_pictures(drawn: &DrawnStyle<'_>, mention: &Mention<String>, id: &str, diagnostics: &mut Diagnostics) {
    let name = &mention.what;
    let message = format!("the style reads raster tiles from `{name}`, but `{id}` has vector tiles");
    let diagnostic = drawn.diagnostic(Code::StyleSource, mention.span, message, &mention.path);
    diagnostics.push(
        diagnostic.help(format!("set a source of raster tiles as `{name}` in `params.sources`, or remove the layer")),
    );
}

fn missing_layer(
    drawn: &DrawnStyle<'_>,
    read: &Mention<String>,
    id: &str,
    layers: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("the style reads the vector layer `{}`, which `{id}` does not have", read.what);
    let known: Vec<&str> = layers.iter().map(String::as_str).collect();
    diagnostics.push(
        drawn
            .diagnostic(Code::StyleLayer, read.span, message, &read.path)
            .help(format!("the layers are {}", quoted(&known)))
            .suggest(did_you_mean(&read.what, known.iter().copied())),
    );
}
