//! Layers as configured, before the database has been queried.

use std::collections::BTreeMap;

use super::{
    layer::{LayerRows, ResolvedLayer},
    settings_error::{LayerProblem, SettingsError},
    sql::qualified,
};
use crate::{
    settings::{
        PostgisLayer, PostgisRows,
        layer_sql::{self, SqlPiece},
    },
    source::VectorLayer,
};

/// A layer as configured, with its SQL split at tokens.
#[derive(Debug)]
pub(super) struct ConfiguredLayer {
    pub settings: PostgisLayer,
    pub rows: ConfiguredRows,
}

/// Where the rows of a layer come from, with quoted names.
#[derive(Debug)]
pub(super) enum ConfiguredRows {
    Sql(Vec<SqlPiece>),
    Table { name: String, srid: Option<i32> },
    Function(String),
}

impl ConfiguredLayer {
    /// Checks what can be checked without a database.
    pub(super) fn new(settings: PostgisLayer) -> Result<Self, SettingsError> {
        match rows(&settings) {
            Ok(rows) => Ok(Self { settings, rows }),
            Err(problem) => Err(SettingsError::Layer { layer: settings.id, problem }),
        }
    }

    /// Its entry in `info.json`, as far as it is known without a database.
    pub(super) fn vector_layer(&self) -> VectorLayer {
        self.described_as(self.settings.fields.clone())
    }

    /// Its entry in `info.json`, with these fields.
    pub(super) fn described_as(&self, fields: BTreeMap<String, String>) -> VectorLayer {
        let s = &self.settings;
        VectorLayer { id: s.id.clone(), fields, min_zoom: Some(s.min_zoom), max_zoom: Some(s.max_zoom) }
    }

    /// The layer with its rows resolved.
    pub(super) fn resolved(&self, rows: LayerRows) -> ResolvedLayer {
        let s = &self.settings;
        ResolvedLayer {
            id: s.id.clone(),
            min_zoom: s.min_zoom,
            max_zoom: s.max_zoom,
            extent: s.extent,
            buffer: s.buffer,
            geometry: s.geometry.clone(),
            id_field: s.id_field.clone(),
            rows,
        }
    }
}

fn rows(settings: &PostgisLayer) -> Result<ConfiguredRows, LayerProblem> {
    if settings.extent == 0 {
        return Err(LayerProblem::NoExtent);
    }
    let quoted = |name: &str| qualified(name).ok_or_else(|| LayerProblem::Name(name.to_owned()));
    Ok(match &settings.rows {
        PostgisRows::Sql(sql) => ConfiguredRows::Sql(layer_sql::parse(sql)?),
        PostgisRows::Table { name, srid } => ConfiguredRows::Table { name: quoted(name)?, srid: *srid },
        PostgisRows::Function(function) => ConfiguredRows::Function(quoted(function)?),
    })
}

/// Errors about layers with the same name at the same zoom: layer names in a tile must be unique (MVT 2.1, 4.1).
pub(super) fn repeated(layers: &[PostgisLayer]) -> impl Iterator<Item = SettingsError> {
    layers.iter().enumerate().flat_map(|(index, a)| {
        let later = layers.iter().skip(index + 1);
        let clashes = later.filter(|b| a.id == b.id && a.min_zoom <= b.max_zoom && b.min_zoom <= a.max_zoom);
        clashes.map(|b| SettingsError::Repeated { layer: b.id.clone(), place: b.place.clone() })
    })
}
