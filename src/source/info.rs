//! What TileJSON 3.0 says of a source.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What is known of a source without asking for a tile.
#[derive(Debug, Clone, Default)]
pub struct TileInfo {
    /// Lowest zoom with tiles.
    pub min_zoom: Option<u8>,
    /// Deepest zoom with tiles.
    pub max_zoom: Option<u8>,
    /// West, south, east, north in degrees.
    pub bounds: Option<[f64; 4]>,
    /// Longitude, latitude, zoom.
    pub center: Option<[f64; 3]>,
    /// `vector_layers`.
    pub vector_layers: Vec<VectorLayer>,
    /// Further keys (name, attribution, …) as the archive or upstream brings them.
    pub extra: Map<String, Value>,
}

/// One entry of `vector_layers`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VectorLayer {
    /// Layer name.
    pub id: String,
    /// Field name → type or description.
    pub fields: BTreeMap<String, String>,
    /// Lowest zoom at which the layer exists.
    pub min_zoom: Option<u8>,
    /// Deepest zoom at which the layer exists.
    pub max_zoom: Option<u8>,
}
