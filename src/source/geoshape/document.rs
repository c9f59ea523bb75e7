//! Features as texts.

use super::{feature::ShapeCollection, topojson::Topology};

/// `shapes` as GeoJSON, or as TopoJSON if not `geojson`. Takes time that depends on their size. An error if a geometry is
/// not valid, which PostGIS does not write.
pub(crate) fn document(shapes: &ShapeCollection, geojson: bool) -> Result<String, serde_json::Error> {
    if geojson { serde_json::to_string(shapes) } else { serde_json::to_string(&Topology::of(&shapes.features)?) }
}
