//! The description of a source in `info.json`.

use crate::{
    settings::PostgisSettings,
    source::{TileInfo, VectorLayer},
    tile::Bounds,
};

/// The description of a source with `layers`.
pub(super) fn describe(settings: &PostgisSettings, layers: impl IntoIterator<Item = VectorLayer>) -> TileInfo {
    TileInfo {
        min_zoom: Some(settings.min_zoom),
        max_zoom: Some(settings.max_zoom),
        bounds: settings.bounds.map(Bounds::to_degrees),
        vector_layers: merged(layers),
        ..TileInfo::default()
    }
}

/// Merges layers with the same name at different zooms into one, for `info.json`.
pub(super) fn merged(layers: impl IntoIterator<Item = VectorLayer>) -> Vec<VectorLayer> {
    let mut merged: Vec<VectorLayer> = Vec::new();
    for layer in layers {
        match merged.iter_mut().find(|known| known.id == layer.id) {
            Some(known) => {
                known.min_zoom = known.min_zoom.min(layer.min_zoom);
                known.max_zoom = known.max_zoom.max(layer.max_zoom);
                known.fields.extend(layer.fields);
            }
            None => merged.push(layer),
        }
    }
    merged
}
