//! The `sources` of a style.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Path, Problems, features, numbers::numbers, reference, support, validate};
use crate::{
    diagnostic::Code,
    spelling::did_you_mean,
    style::{
        Source, SourceData, SourceType,
        source::{ElevationEncoding, ImageSource},
    },
    tile::LonLat,
};

/// The types of sources.
const KINDS: &[&str] = &["vector", "raster", "raster-dem", "geojson", "image", "video"];

/// Reads all sources. Invalid ones are reported and left out.
pub(super) fn read(root: &Map<String, Json>, problems: &mut Problems) -> BTreeMap<String, Source> {
    let path = Path::root().key("sources");
    let mut all = BTreeMap::new();
    match root.get("sources") {
        Some(Json::Object(sources)) => {
            for (name, json) in sources {
                if let Some(source) = source(json, &path.key(name), problems) {
                    all.insert(name.clone(), source);
                }
            }
        }
        _ => {
            problems.error(Code::StyleInvalid, path, "a style needs \"sources\", an object of sources by name");
        }
    }
    all
}

fn source(json: &Json, path: &Path, problems: &mut Problems) -> Option<Source> {
    let Json::Object(json) = json else {
        problems.error(Code::StyleSource, path.clone(), "a source is an object");
        return None;
    };
    let word = json.get("type").and_then(Json::as_str).unwrap_or_default();
    let Some(kind) = source_type(word) else {
        let known = "vector, raster, raster-dem, geojson, image or video";
        let message = match json.get("type") {
            Some(other) => format!("\"type\" must be {known}, not {}", validate::shown(other)),
            None => format!("a source needs \"type\": {known}"),
        };
        let place = if json.contains_key("type") { path.key("type") } else { path.clone() };
        let problem = problems.error(Code::StyleSource, place, message);
        if let Some(near) = did_you_mean(word, KINDS.iter().copied()) {
            problem.suggest(near);
        }
        return None;
    };
    let section = format!("source_{}", word.replace('-', "_"));
    validate::object(json, &section, &format!("a {word} source"), path, &["data"], problems);
    not_drawn(json, word, path, problems);
    let zoom = |key: &str| {
        // Fractions are rounded down, and numbers out of range are clamped.
        json.get(key).and_then(Json::as_f64).map(|z| z.clamp(0.0, 30.0) as u8)
    };
    let tile_size = json.get("tileSize").and_then(Json::as_u64).and_then(|s| u32::try_from(s).ok());
    if let Some(size) = tile_size
        && !(16..=8192).contains(&size)
    {
        problems.error(Code::StyleSource, path.key("tileSize"), "\"tileSize\" must be between 16 and 8192");
        return None;
    }
    report_incomplete(json, kind, word, path, problems);
    let mut document = json.clone();
    Some(Source {
        data: data(kind, &mut document),
        url: json.get("url").and_then(Json::as_str).map(str::to_owned),
        tiles: json
            .get("tiles")
            .and_then(Json::as_array)
            .map_or_else(Vec::new, |t| t.iter().filter_map(Json::as_str).map(str::to_owned).collect()),
        min_zoom: zoom("minzoom"),
        max_zoom: zoom("maxzoom"),
        tile_size,
        tms: json.get("scheme").and_then(Json::as_str) == Some("tms"),
        bounds: json.get("bounds").and_then(numbers),
        document,
    })
}

/// Warns of missing properties without which the source cannot be drawn.
fn report_incomplete(json: &Map<String, Json>, kind: SourceType, word: &str, path: &Path, problems: &mut Problems) {
    let has = |key: &str| json.contains_key(key);
    let (complete, needs) = match kind {
        SourceType::Vector | SourceType::Raster | SourceType::RasterDem => {
            (has("url") || has("tiles"), "\"url\" or \"tiles\"")
        }
        SourceType::GeoJson => (has("data"), "\"data\""),
        SourceType::Image => (has("url") && has("coordinates"), "\"url\" and \"coordinates\""),
        SourceType::Video => return,
    };
    if !complete {
        problems.warn(Code::StyleSourceAddress, path.clone(), format!("a {word} source needs {needs}"));
    }
}

/// The properties that only sources of `kind` have. Inline features are removed from the document.
fn data(kind: SourceType, document: &mut Map<String, Json>) -> SourceData {
    match kind {
        SourceType::Vector => SourceData::Vector,
        SourceType::Raster => SourceData::Raster,
        SourceType::RasterDem => SourceData::RasterDem(elevation(document)),
        SourceType::GeoJson => SourceData::GeoJson(Box::new(features::read(document))),
        SourceType::Image => SourceData::Image(ImageSource { corners: document.get("coordinates").and_then(corners) }),
        SourceType::Video => SourceData::Video,
    }
}

fn elevation(json: &Map<String, Json>) -> ElevationEncoding {
    let number = |key: &str, default: f64| json.get(key).and_then(Json::as_f64).unwrap_or(default);
    match json.get("encoding").and_then(Json::as_str) {
        Some("terrarium") => ElevationEncoding::TERRARIUM,
        Some("custom") => ElevationEncoding {
            factors: ["redFactor", "greenFactor", "blueFactor"].map(|key| number(key, 1.0)),
            shift: number("baseShift", 0.0),
        },
        _ => ElevationEncoding::MAPBOX,
    }
}

fn corners(json: &Json) -> Option<[LonLat; 4]> {
    let corner = |json: &Json| Some(LonLat { lon: json.get(0)?.as_f64()?, lat: json.get(1)?.as_f64()? });
    let all: Vec<LonLat> = json.as_array()?.iter().take(4).map(corner).collect::<Option<_>>()?;
    all.try_into().ok()
}

fn source_type(name: &str) -> Option<SourceType> {
    Some(match name {
        "vector" => SourceType::Vector,
        "raster" => SourceType::Raster,
        "raster-dem" => SourceType::RasterDem,
        "geojson" => SourceType::GeoJson,
        "image" => SourceType::Image,
        "video" => SourceType::Video,
        _ => return None,
    })
}

/// Warns of source properties that would change the picture but are not drawn.
fn not_drawn(json: &Map<String, Json>, word: &str, path: &Path, problems: &mut Problems) {
    let entries = support::SOURCES.iter().filter(|(kind, ..)| *kind == word);
    for (name, why) in entries.filter_map(|(_, name, support)| Some((*name, support.reason_against()?))) {
        let Some(value) = json.get(name) else { continue };
        let section = reference::section(&format!("source_{}", word.replace('-', "_")));
        let default = section.and_then(|section| section.get(name)?.get("default"));
        if Some(value) != default {
            problems.warn(Code::StyleNotDrawn, path.name(name), format!("\"{name}\" is not drawn: {why}"));
        }
    }
}
