//! Resolved layers: names are quoted, columns and reference system are known.

use crate::settings::layer_sql::SqlPiece;

/// A layer of a source, with everything that its statement needs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ResolvedLayer {
    /// Its name in the tile.
    pub id: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
    /// MVT units per tile side.
    pub extent: u32,
    /// MVT units.
    pub buffer: u32,
    /// The column of `rows` with the geometry.
    pub geometry: String,
    /// The column of `rows` with the feature id.
    pub id_field: Option<String>,
    pub rows: LayerRows,
}

/// Where the rows of a layer come from, with quoted names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LayerRows {
    /// A query.
    Sql(Vec<SqlPiece>),
    /// A table, its columns other than the geometry, and the EPSG code of its geometry.
    Table { name: String, columns: Vec<PropertyColumn>, srid: i32 },
    /// A function of box and zoom, and its columns other than the geometry (EPSG:3857).
    Function { name: String, columns: Vec<PropertyColumn> },
}

/// A column of a table or function that becomes a property of features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PropertyColumn {
    pub name: String,
    /// Whether its type is `numeric`, which `ST_AsMVT` would write as a string.
    pub numeric: bool,
}

impl ResolvedLayer {
    /// Whether the layer exists at `zoom`.
    pub(super) fn is_at(&self, zoom: u8) -> bool {
        (self.min_zoom..=self.max_zoom).contains(&zoom)
    }
}
