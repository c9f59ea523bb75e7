//! The spellings of overlays in addresses: polylines, paths, markers, texts, Mapbox.
#![no_main]

use karto::overlay::*;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let limits = OverlayLimits { points: 1000, markers: 100 };
    let mut overlay = Overlay::default();
    let order = CoordinateOrder::default();
    let _ = decode_polyline(text, PolylinePrecision::Five, &limits);
    let _ = decode_polyline(text, PolylinePrecision::Six, &limits);
    let _ = add_path(text, &PathStyle::default(), order, &limits, &mut overlay);
    let _ = add_marker(text, order, &limits, &mut overlay);
    let _ = add_text(text, order, &limits, &mut overlay);
    let _ = add_mapbox(text, &limits, &mut overlay);
    Extent::of(&overlay);
    hex_color(text);
});
