//! The vector layers of a source, as far as they are known without network access.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    settings::{LayersSettings, PmtilesLocation, Settings, SourceKind},
    source::{VectorLayer, mbtiles, pmtiles},
};

/// The maximum length of a chain of sources that is followed.
const MAX_DEPTH: usize = 64;

/// The fields of the vector layers in tiles of the source `id`, of those layers for which the configuration or a local
/// archive lists them.
pub(super) fn fields_of(id: &str, settings: &Settings) -> BTreeMap<String, BTreeSet<String>> {
    let Some(source) = settings.sources.iter().find(|s| *s.id == *id) else { return BTreeMap::new() };
    let layers = match &source.kind {
        SourceKind::Overzoom(s) => return fields_of(&s.source, settings),
        SourceKind::Mbtiles(s) => mbtiles::vector_layers(&s.path).ok(),
        SourceKind::Pmtiles(s) => match &s.location {
            PmtilesLocation::File(path) => pmtiles::vector_layers(path).ok(),
            PmtilesLocation::Http(_) | PmtilesLocation::Embedded(_) => None,
        },
        // The others change fields, or do not list them.
        _ => None,
    };
    let known = layers.unwrap_or_default().into_iter().filter(|layer| !layer.fields.is_empty());
    known.map(|layer| (layer.id, layer.fields.into_keys().collect())).collect()
}

/// The names of the vector layers in tiles of the source `id`, if the configuration or a local archive lists them.
pub(super) fn of_source(id: &str, settings: &Settings) -> Option<BTreeSet<String>> {
    below(id, settings, 0)
}

fn below(id: &str, settings: &Settings, depth: usize) -> Option<BTreeSet<String>> {
    let source = settings.sources.iter().find(|s| *s.id == *id).filter(|_| depth < MAX_DEPTH)?;
    let below = |id: &str| below(id, settings, depth + 1);
    let configured = || {
        let layers = source.set_info.as_ref()?.get("vector_layers")?.as_array()?;
        Some(layers.iter().filter_map(|l| Some(l.get("id")?.as_str()?.to_owned())).collect())
    };
    match &source.kind {
        SourceKind::Postgis(s) => Some(s.layers.iter().map(|l| l.id.clone()).collect()),
        SourceKind::Overzoom(s) => below(&s.source),
        SourceKind::Json2tags(s) => below(&s.source),
        SourceKind::Babel(s) => below(&s.source),
        SourceKind::Mirror(s) => below(&s.source),
        SourceKind::Layers(s) => combined(s, below),
        // An archive that cannot be read is reported when it is opened.
        SourceKind::Mbtiles(s) => configured().or_else(|| names(mbtiles::vector_layers(&s.path).ok()?)),
        SourceKind::Pmtiles(s) => configured().or_else(|| match &s.location {
            PmtilesLocation::File(path) => names(pmtiles::vector_layers(path).ok()?),
            PmtilesLocation::Http(_) | PmtilesLocation::Embedded(_) => None,
        }),
        SourceKind::Http(_) | SourceKind::File(_) => configured(),
        SourceKind::Style(_) => None,
    }
}

/// The layers of a `layers://` source.
fn combined(settings: &LayersSettings, below: impl Fn(&str) -> Option<BTreeSet<String>>) -> Option<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for part in &settings.parts {
        let taken = match &part.only {
            Some(only) => only.iter().cloned().collect(),
            None => below(&part.source)?,
        };
        let kept = taken.into_iter().filter(|l| !part.except.contains(l));
        all.extend(kept.map(|l| part.rename.get(&l).cloned().unwrap_or(l)));
    }
    Some(all)
}

/// The names of `layers`; `None` if there are none, because metadata may lack them.
fn names(layers: Vec<VectorLayer>) -> Option<BTreeSet<String>> {
    (!layers.is_empty()).then(|| layers.into_iter().map(|layer| layer.id).collect())
}
