//! GeoJSON of styles and of overlays.
#![no_main]

use karto::{
    diagnostic::SourceFile,
    overlay::{Extent, OverlayLimits, from_geojson},
    render::GeoJson,
    style::{Style, load},
};
use karto_fuzz::tiles;
use libfuzzer_sys::fuzz_target;

const STYLE: &str = r#"{"version": 8, "sources": {"s": {"type": "geojson", "data": {"type": "FeatureCollection",
    "features": []}, "cluster": true}}, "layers": [{"id": "l", "type": "circle", "source": "s"}]}"#;

fuzz_target!(|data: &[u8]| {
    thread_local!(static LOADED: Option<Style> = load(&SourceFile::new("style.json", STYLE)).0);
    let Ok(json) = serde_json::from_slice(data) else { return };
    if let Ok(overlay) = from_geojson(&json, &OverlayLimits { points: 1000, markers: 100 }) {
        Extent::of(&overlay);
    }
    let Ok(features) = GeoJson::parse(&json) else { return };
    LOADED.with(|style| {
        let Some(style) = style else { return };
        for tile in tiles() {
            features.tile(style, "s", tile);
        }
    });
});
