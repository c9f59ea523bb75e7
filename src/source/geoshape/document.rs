//! Features as texts.

use super::{
    feature::{FeatureCollection, ShapeFeature},
    topojson::Topology,
};

/// `features` as GeoJSON, or as TopoJSON if not `geojson`. Takes time that depends on their size. An error if a geometry
/// is not valid, which PostGIS does not write.
pub(crate) fn document(features: &[ShapeFeature], geojson: bool) -> Result<String, serde_json::Error> {
    if geojson {
        serde_json::to_string(&FeatureCollection { features })
    } else {
        serde_json::to_string(&Topology::of(features)?)
    }
}
