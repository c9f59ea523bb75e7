//! The spellings of other services.

use super::*;
use crate::image::pin::PinSize;

const LIMITS: OverlayLimits = OverlayLimits { points: 100, markers: 10 };

fn path(text: &str) -> Result<Overlay, String> {
    let mut overlay = Overlay::default();
    let added = add_path(text, &PathStyle::default(), CoordinateOrder::LonLat, &LIMITS, &mut overlay);
    added.map(|()| overlay).map_err(|error| error.to_string())
}

fn marker(text: &str) -> Result<MarkerMark, String> {
    let mut overlay = Overlay::default();
    add_marker(text, CoordinateOrder::LonLat, &LIMITS, &mut overlay).map_err(|error| error.to_string())?;
    match overlay.marks.pop() {
        Some(Mark::Marker(marker)) => Ok(marker),
        other => Err(format!("{other:?}")),
    }
}

fn mapbox(text: &str) -> Result<Vec<Mark>, String> {
    let mut overlay = Overlay::default();
    add_mapbox(text, &LIMITS, &mut overlay).map_err(|error| error.to_string())?;
    Ok(overlay.marks)
}

/// Lines as `color width/…: lon,lat …`, areas with their fill before them.
fn written(marks: &[Mark]) -> Vec<String> {
    let points = |lines: &[Vec<crate::tile::LonLat>]| {
        let point = |p: &crate::tile::LonLat| format!("{},{}", p.lon, p.lat);
        lines.iter().flatten().map(point).collect::<Vec<_>>().join(" ")
    };
    let looks = |looks: &[LineLook]| {
        looks.iter().map(|look| format!("{} {}", look.color, look.width)).collect::<Vec<_>>().join("/")
    };
    let mark = |mark: &Mark| match mark {
        Mark::Area(area) => format!("[{}] {}: {}", area.fill, looks(&area.outline), points(&area.rings)),
        Mark::Line(line) => format!("{}: {}", looks(&line.looks), points(&line.lines)),
        Mark::Marker(marker) => format!("{:?} {},{}", marker.content, marker.at.lon, marker.at.lat),
    };
    marks.iter().map(mark).collect()
}

#[test]
fn paths_of_tileserver_gl_are_read() {
    for (text, expected) in [
        ("1,2|3,4.5", &["rgba(0,64,255,0.7) 1: 1,2 3,4.5"][..]),
        ("stroke:red|width:5|1,2|-3,4", &["rgba(255,0,0,1) 5: 1,2 -3,4"]),
        ("width:10|border:#fff|stroke:000|1,2|3,4", &["rgba(255,255,255,1) 12/rgba(0,0,0,1) 10: 1,2 3,4"]),
        ("borderwidth:3|border:white|width:2|1,2|3,4", &["rgba(255,255,255,1) 8/rgba(0,64,255,0.7) 2: 1,2 3,4"]),
        ("fill:rgba(255,0,0,0.5)|1,2|3,4|1,2", &["[rgba(255,0,0,0.5)] rgba(0,64,255,0.7) 1: 1,2 3,4 1,2"]),
        ("1,2|3,4|1,2", &["[rgba(0,0,0,0)] rgba(0,64,255,0.7) 1: 1,2 3,4 1,2"]),
        ("fill:f00|width:0|1,2|3,4", &["[rgba(255,0,0,1)] : 1,2 3,4", ": 1,2 3,4"]),
        ("width:3|enc:_p~iF~ps|U_ulLnnqC", &["rgba(0,64,255,0.7) 3: -120.2,38.5 -120.95,40.7"]),
        ("enc6:_izlhA~rlgdF_{geC~ywl@", &["rgba(0,64,255,0.7) 1: -120.2,38.5 -120.95,40.7"]),
        ("179,0|181,0|", &["rgba(0,64,255,0.7) 1: 179,0 181,0"]),
    ] {
        assert_eq!(
            path(text).map(|overlay| written(&overlay.marks)),
            Ok(expected.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }
    let mut overlay = Overlay::default();
    let mut style = PathStyle::default();
    assert_eq!(style.set("linecap", "round"), Ok(true));
    assert_eq!(style.set("color", "round"), Ok(false));
    add_path("1,2|3,4", &style, CoordinateOrder::LatLon, &LIMITS, &mut overlay).unwrap();
    assert_eq!(written(&overlay.marks), ["rgba(0,64,255,0.7) 1: 2,1 4,3"]);
}

#[test]
fn paths_that_cannot_be_read_say_why() {
    for (text, expected) in [
        ("", "A path needs at least two places"),
        ("1,2", "A path needs at least two places"),
        ("enc:", "A path needs at least two places"),
        ("1,2|x,4", "\"x,4\" is not a longitude and a latitude"),
        ("1,2|3,91", "\"3,91\" is not a longitude and a latitude"),
        ("1,2|NaN,4", "\"NaN,4\" is not a longitude and a latitude"),
        ("color:red|1,2|3,4", "\"color:red\" is not a longitude and a latitude"),
        ("stroke:zzz|1,2|3,4", "\"zzz\" is not a value of stroke"),
        ("width:-1|1,2|3,4", "\"-1\" is not a value of width"),
        ("linejoin:bent|1,2|3,4", "\"bent\" is not a value of linejoin"),
        ("enc:(((", "The encoded polyline is not valid"),
    ] {
        assert_eq!(path(text).map(|overlay| written(&overlay.marks)), Err(expected.to_owned()), "{text}");
    }
    assert_eq!(
        path(&"1,2|".repeat(101)).map(|o| o.marks.len()),
        Err("The overlay has more than 100 points".to_owned())
    );
}

#[test]
fn markers_of_tileserver_gl_are_read() {
    let icon = marker("8.5,47|img/marker.png|scale:2|offset:3,-4").unwrap();
    assert_eq!(icon.content, MarkerContent::Icon("img/marker.png".to_owned()));
    assert_eq!((icon.at.lon, icon.at.lat, icon.scale, icon.offset), (8.5, 47.0, 2.0, [6.0, -8.0]));
    let MarkerContent::Pin(pin) = marker("8.5,47|pin-l-cafe+f00").unwrap().content else { unreachable!() };
    assert_eq!((pin.size, pin.symbol.map(|s| s.name()), pin.color), (PinSize::Large, Some("cafe"), [255, 0, 0]));
    assert!(matches!(marker("8.5,47").unwrap().content, MarkerContent::Pin(_)));
    let refused = "Images of markers are not loaded from addresses; give the name of a configured image, or a pin";
    for (text, expected) in [
        ("", "\"\" is not a longitude and a latitude"),
        ("1,2|http://evil.example/x.png", refused),
        ("1,2|data:image/png;base64,AA", refused),
        ("1,2|a.png|scale:0", "\"scale:0\" is not an option of a marker"),
        ("1,2|a.png|scale:1e9", "\"scale:1e9\" is not an option of a marker"),
        ("1,2|a.png|offset:1", "\"offset:1\" is not an option of a marker"),
        ("1,2|a.png|color:red", "\"color:red\" is not an option of a marker"),
        ("1,2|a.png|x", "\"x\" is not an option of a marker"),
        ("1,2|pin-x", "\"x\" is not the size of a pin"),
        ("1,2|pin-s-nope", "\"nope\" is not the symbol of a pin"),
        ("1,2|pin-s+zz", "\"zz\" is not the color of a pin"),
    ] {
        assert_eq!(marker(text), Err(expected.to_owned()), "{text}");
    }
}

#[test]
fn overlays_of_mapbox_are_read() {
    let geojson = "geojson(%7B%22type%22%3A%22Point%22%2C%22coordinates%22%3A%5B1%2C2%5D%7D)";
    let text =
        format!("path-5+f44-0.5+fff-0.5(_p~iF~ps%7CU_ulLnnqC),{geojson},pin-s-a+9ed4bd(-77.03,38.9),pin-l(1%2C2)");
    let marks = mapbox(&text).unwrap();
    let lines = written(&marks[..2]);
    let points = "-120.2,38.5 -120.95,40.7";
    assert_eq!(lines, [format!("[rgba(255,255,255,0.5)] : {points}"), format!("rgba(255,68,68,0.5) 5: {points}")]);
    let pin = |mark: &Mark| match mark {
        Mark::Marker(MarkerMark { at, content: MarkerContent::Pin(pin), .. }) => {
            let symbol = pin.symbol.map_or("", |symbol| symbol.name());
            format!("{}{symbol} {:02x?} {},{}", pin.size.letter(), pin.color, at.lon, at.lat)
        }
        other => format!("{other:?}"),
    };
    let pins: Vec<_> = marks[2..].iter().map(pin).collect();
    assert_eq!(pins, ["m [7e, 7e, 7e] 1,2", "sa [9e, d4, bd] -77.03,38.9", "l [7e, 7e, 7e] 1,2"]);
    for (name, expected) in [
        ("path", "rgba(85,85,85,1) 2"),
        ("path-3", "rgba(85,85,85,1) 3"),
        ("path-3.5%2Bf00", "rgba(255,0,0,1) 3.5"),
        ("path+f00-0.25", "rgba(255,0,0,0.25) 2"),
    ] {
        let marks = mapbox(&format!("{name}(_p~iF~ps%7CU_ulLnnqC)")).unwrap();
        assert_eq!(written(&marks), [format!("{expected}: {points}")], "{name}");
    }
    assert_eq!(mapbox(""), Ok(Vec::new()));
}

#[test]
fn overlays_of_mapbox_that_cannot_be_read_say_why() {
    let unreadable = |text: &str| {
        format!("\"{text}\" is not an overlay: pin-s-a+f00(lon,lat), path-5+f00-0.5+00f-0.5(polyline) or geojson(…)")
    };
    for (text, expected) in [
        ("x", unreadable("x")),
        ("pin-s(1,2", unreadable("pin-s(1,2")),
        ("x(1,2)", unreadable("x")),
        ("path-5+zz(??)", unreadable("path-5+zz")),
        ("path-5+f00-2(??)", unreadable("path-5+f00-2")),
        ("path-5+f00+f00+f00(??)", unreadable("path-5+f00+f00+f00")),
        ("pathos(??)", unreadable("pathos")),
        ("pin-s(1)", "\"1\" is not a longitude and a latitude".to_owned()),
        ("geojson(%7B)", "geojson is not JSON".to_owned()),
        ("geojson(1)", "The overlay is not GeoJSON".to_owned()),
        ("path(~)", "The encoded polyline is not valid".to_owned()),
        ("%FF(1,2)", unreadable("%FF")),
        (
            "url-https%3A%2F%2Fevil.example%2Fx.png(1,2)",
            "Images of markers are not loaded from addresses; use pins, or markers with a configured image".to_owned(),
        ),
    ] {
        assert_eq!(mapbox(text), Err(expected), "{text}");
    }
    assert_eq!(mapbox(&"pin-s(1,2),".repeat(11)), Err("The overlay has more than 10 markers".to_owned()));
    assert_eq!(
        mapbox(&"path(),".repeat(2000)).map(|marks| marks.len()),
        Err("A path needs at least two places".to_owned())
    );
}
