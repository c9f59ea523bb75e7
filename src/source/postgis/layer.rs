//! A layer whose statement can be written: names quoted, columns and reference system known.

use crate::settings::sql_tokens::Piece;

/// One layer of a source, as its statement needs it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layer {
    /// Its name in the tile.
    pub id: String,
    pub min_zoom: u8,
    pub max_zoom: u8,
    /// MVT units per tile side.
    pub extent: u32,
    /// MVT units.
    pub buffer: u32,
    /// Column of `rows` with the geometry.
    pub geometry: String,
    /// Column of `rows` that becomes the feature id.
    pub id_field: Option<String>,
    pub rows: Rows,
}

/// Where the rows of a layer come from; names are quoted already.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rows {
    /// A query.
    Sql(Vec<Piece>),
    /// A table and its columns besides the geometry.
    Table { name: String, columns: Vec<Property>, srid: i32 },
    /// A function of box and zoom, and its columns besides the geometry (EPSG:3857).
    Function { name: String, columns: Vec<Property> },
}

/// A column of a table or function that goes into tiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    pub name: String,
    /// `numeric`, which ST_AsMVT would write as text.
    pub numeric: bool,
}

impl Layer {
    /// Whether the layer exists at `zoom`.
    pub fn is_at(&self, zoom: u8) -> bool {
        (self.min_zoom..=self.max_zoom).contains(&zoom)
    }
}
