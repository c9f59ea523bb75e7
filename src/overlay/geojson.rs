//! Reads GeoJSON (RFC 7946) with simplestyle properties into an overlay.

use serde_json::{Map, Value as Json};

use super::{
    limits::{OverlayError, OverlayLimits},
    mark::{AreaMark, LineMark, Mark, MarkerMark, Overlay},
    simplestyle::SimpleStyle,
};
use crate::tile::LonLat;

/// Reads a geometry, a feature, a collection of either, or a list of these. Members that are broken are left out.
pub fn from_geojson(json: &Json, limits: &OverlayLimits) -> Result<Overlay, OverlayError> {
    let mut overlay = Overlay::default();
    add(json, 0, limits, &mut overlay)?;
    Ok(overlay)
}

fn add(json: &Json, depth: usize, limits: &OverlayLimits, overlay: &mut Overlay) -> Result<(), OverlayError> {
    if depth > OverlayLimits::DEPTH {
        return Err(OverlayError::Depth);
    }
    match json {
        Json::Array(members) => members.iter().try_for_each(|member| add(member, depth + 1, limits, overlay)),
        Json::Object(object) => match object.get("type").and_then(Json::as_str) {
            Some("FeatureCollection") => match object.get("features") {
                Some(features @ Json::Array(_)) => add(features, depth + 1, limits, overlay),
                _ => Err(OverlayError::Invalid("A FeatureCollection has no features".to_owned())),
            },
            Some("Feature") => {
                let style = SimpleStyle::of(object.get("properties").and_then(Json::as_object));
                match object.get("geometry") {
                    Some(Json::Object(geometry)) => add_geometry(geometry, &style, depth, limits, overlay),
                    _ => Ok(()),
                }
            }
            Some(_) => add_geometry(object, &SimpleStyle::default(), depth, limits, overlay),
            None => Err(OverlayError::Invalid("An object of the GeoJSON has no type".to_owned())),
        },
        _ => Err(OverlayError::Invalid("The overlay is not GeoJSON".to_owned())),
    }
}

fn add_geometry(
    geometry: &Map<String, Json>,
    style: &SimpleStyle,
    depth: usize,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    if depth > OverlayLimits::DEPTH {
        return Err(OverlayError::Depth);
    }
    if let Some(Json::Array(members)) = geometry.get("geometries") {
        let members = members.iter().filter_map(Json::as_object);
        return members.into_iter().try_for_each(|member| add_geometry(member, style, depth + 1, limits, overlay));
    }
    let coordinates = geometry.get("coordinates").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    match geometry.get("type").and_then(Json::as_str) {
        Some("Point") => add_points(position(coordinates), style, limits, overlay),
        Some("MultiPoint") => add_points(positions(coordinates), style, limits, overlay),
        Some("LineString") => add_lines(vec![positions(coordinates).collect()], style, limits, overlay),
        Some("MultiLineString") => add_lines(lines(coordinates).collect(), style, limits, overlay),
        Some("Polygon") => add_area(lines(coordinates).collect(), style, limits, overlay),
        Some("MultiPolygon") => {
            let polygons = coordinates.iter().filter_map(Json::as_array);
            add_area(polygons.flat_map(|rings| lines(rings)).collect(), style, limits, overlay)
        }
        _ => Ok(()),
    }
}

fn add_points(
    points: impl IntoIterator<Item = LonLat>,
    style: &SimpleStyle,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    points.into_iter().try_for_each(|at| {
        let marker = MarkerMark { at, content: style.marker(), scale: 1.0, offset: [0.0; 2] };
        overlay.add(Mark::Marker(marker), limits)
    })
}

fn add_lines(
    lines: Vec<Vec<LonLat>>,
    style: &SimpleStyle,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    // A line with a fill is filled as if it were closed.
    if let Some(fill) = style.fill_of_line() {
        overlay.add(Mark::Area(AreaMark { rings: lines.clone(), fill, outline: Vec::new() }), limits)?;
    }
    overlay.add(Mark::Line(LineMark { lines, looks: vec![style.line()] }), limits)
}

fn add_area(
    rings: Vec<Vec<LonLat>>,
    style: &SimpleStyle,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    let area = AreaMark { rings, fill: style.fill_of_area(), outline: vec![style.line()] };
    overlay.add(Mark::Area(area), limits)
}

fn lines(coordinates: &[Json]) -> impl Iterator<Item = Vec<LonLat>> {
    coordinates.iter().filter_map(Json::as_array).map(|line| positions(line).collect())
}

fn positions(coordinates: &[Json]) -> impl Iterator<Item = LonLat> {
    coordinates.iter().filter_map(|json| position(json.as_array()?))
}

/// Longitudes farther than this from Greenwich are mistakes, in degrees.
const FARTHEST: f64 = 3600.0;

fn position(coordinates: &[Json]) -> Option<LonLat> {
    let [lon, lat, ..] = coordinates else { return None };
    let (lon, lat) = (lon.as_f64()?, lat.as_f64()?);
    (lon.abs() <= FARTHEST && lat.is_finite()).then_some(LonLat { lon, lat })
}
