//! Sources of a style and their layers: what the configuration lets them be, and what that delivers.

use std::{collections::BTreeSet, path::Path};

use super::{Check, Use, archive, backend};
use crate::{
    config::keys::quoted,
    diagnostic::{Code, Diagnostic},
    settings::{EVERY_SOURCE, PmtilesLocation, PostgisSettings, Settings, SourceKind, StyleLocation},
    spelling::did_you_mean,
    style,
};

impl Check<'_> {
    /// Every source that is drawn from must be given, of the right kind, and have the layers that are read.
    pub(super) fn sources(&mut self, used: &Use<'_>) {
        let misnamed = self.misnamed(used);
        let mut asked: BTreeSet<&str> = BTreeSet::new();
        for layer in used.layers() {
            let Some(mention) = &layer.source else { continue };
            let Some(source) = used.read.style.sources.get(&mention.what) else { continue };
            let name = mention.what.as_str();
            match source.kind() {
                style::SourceType::Vector | style::SourceType::Raster | style::SourceType::RasterDem => {}
                style::SourceType::GeoJson | style::SourceType::Image => {
                    if asked.insert(name) {
                        self.own_data(used, source, &layer.id, mention);
                    }
                    continue;
                }
                style::SourceType::Video => {
                    let message = format!("the layer `{}` draws nothing: videos are not drawn", layer.id);
                    self.draws_nothing(mention, message, "take the layer out");
                    continue;
                }
            }
            let Some(id) = backend(used.drawn, name) else {
                if !misnamed && asked.insert(name) {
                    let message = format!("no source is given for `{name}`, which the style reads");
                    let help = format!(
                        "add it to `params.sources` (`{name}: {{ref: …}}`), or give one source for all as `params.source`"
                    );
                    let diagnostic = Diagnostic::error(Code::StyleLayer, used.named.node.span, message);
                    self.diagnostics.push(diagnostic.at(&used.named.at.path).help(help));
                }
                continue;
            };
            let Some(layers) = layers_of(id, self.settings, 0) else { continue };
            if source.kind() != style::SourceType::Vector {
                if asked.insert(name) {
                    let message = format!("the style reads pictures from `{name}`, and `{id}` delivers vector tiles");
                    let diagnostic = used.diagnostic(Code::StyleSource, mention.span, message, &mention.path);
                    self.diagnostics.push(diagnostic.help(format!(
                        "give a source of pictures as `{name}` in `params.sources`, or take the layer out"
                    )));
                }
                continue;
            }
            let Some(wanted) = &layer.source_layer else { continue };
            if !layers.contains(&wanted.what) {
                let message = format!("the style reads the vector layer `{}`, which `{id}` does not have", wanted.what);
                let known: Vec<&str> = layers.iter().map(String::as_str).collect();
                self.diagnostics.push(
                    used.diagnostic(Code::StyleLayer, wanted.span, message, &wanted.path)
                        .help(format!("its layers are {}", quoted(&known)))
                        .suggest(did_you_mean(&wanted.what, known.iter().copied())),
                );
            }
        }
    }

    /// Data of the style's own stand in it, or in a file beside it.
    fn own_data(&mut self, used: &Use<'_>, source: &style::Source, layer: &str, mention: &style::Mention<String>) {
        let (Some(address), StyleLocation::File(file)) = (source.own_address(), &used.drawn.path) else { return };
        let name = &mention.what;
        let folder = file.parent().unwrap_or(Path::new("."));
        let Some(path) = style::Source::file_beside(address, folder) else {
            let message = format!("the layer `{layer}` draws nothing: karto asks no server for the data of `{name}`");
            self.draws_nothing(mention, message, "put the file beside the style, and its name in place of the address");
            return;
        };
        if !path.is_file() {
            let message = format!("there is no file `{}` for the source `{name}`", path.display());
            let diagnostic = used.diagnostic(Code::StyleSource, mention.span, message, &mention.path);
            self.diagnostics.push(
                diagnostic.help("put it there, or correct the source's address: it starts at the style's folder"),
            );
        }
    }

    fn draws_nothing(&mut self, mention: &style::Mention<String>, message: String, help: &str) {
        let diagnostic = Diagnostic::warning(Code::StyleNotDrawn, mention.span, message);
        self.diagnostics.push(diagnostic.at(&mention.path).help(help));
    }

    /// Whether the configuration gives sources that the style does not have, which becomes findings.
    fn misnamed(&mut self, used: &Use<'_>) -> bool {
        let sources = &used.read.style.sources;
        let known: Vec<&str> =
            sources.iter().filter(|(_, s)| !s.kind().is_own()).map(|(name, _)| name.as_str()).collect();
        let given = used.drawn.sources.iter().map(|(name, _)| name);
        let wrong: Vec<&String> = given.filter(|name| *name != EVERY_SOURCE && !sources.contains_key(*name)).collect();
        for name in &wrong {
            let message = format!("the style has no source `{name}`");
            self.diagnostics.push(
                Diagnostic::error(Code::StyleLayer, used.named.node.span, message)
                    .at(&used.named.at.path)
                    .help(format!("its sources are {}", quoted(&known)))
                    .suggest(did_you_mean(name, known.iter().copied())),
            );
        }
        !wrong.is_empty()
    }
}

/// The vector layers of the tiles of source `id`, where the configuration or an archive on this machine tells them.
fn layers_of(id: &str, settings: &Settings, depth: usize) -> Option<BTreeSet<String>> {
    let source = settings.sources.iter().find(|s| *s.id == *id).filter(|_| depth < 64)?;
    let below = |id: &str| layers_of(id, settings, depth + 1);
    let said = || {
        let layers = source.set_info.as_ref()?.get("vector_layers")?.as_array()?;
        Some(layers.iter().filter_map(|l| Some(l.get("id")?.as_str()?.to_owned())).collect())
    };
    match &source.kind {
        SourceKind::Postgis(PostgisSettings { layers, .. }) => Some(layers.iter().map(|l| l.id.clone()).collect()),
        SourceKind::Overzoom(s) => below(&s.source),
        SourceKind::Json2tags(s) => below(&s.source),
        SourceKind::Babel(s) => below(&s.source),
        SourceKind::Mirror(s) => below(&s.source),
        SourceKind::Layers(s) => {
            let mut all = BTreeSet::new();
            for part in &s.parts {
                let taken = match &part.only {
                    Some(only) => only.iter().cloned().collect(),
                    None => below(&part.source)?,
                };
                let kept = taken.into_iter().filter(|l| !part.except.contains(l));
                all.extend(kept.map(|l| part.rename.get(&l).cloned().unwrap_or(l)));
            }
            Some(all)
        }
        SourceKind::Mbtiles(s) => said().or_else(|| archive::mbtiles_layers(&s.path)),
        SourceKind::Pmtiles(s) => said().or_else(|| match &s.location {
            PmtilesLocation::File(path) => archive::pmtiles_layers(path),
            PmtilesLocation::Http(_) | PmtilesLocation::Embedded(_) => None,
        }),
        SourceKind::Http(_) | SourceKind::File(_) => said(),
        SourceKind::Style(_) => None,
    }
}
