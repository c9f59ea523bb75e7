//! Overlays as Mapbox spells them in paths.

use percent_encoding::percent_decode_str;

use super::{
    appearance::LineLook,
    color::hex_color,
    coordinates::{CoordinateOrder, place, shortened, the_short_way},
    defaults::{FILL_OPACITY, GRAY, WIDTH},
    geojson::from_geojson,
    limits::{OverlayError, OverlayLimits},
    mark::{AreaMark, LineMark, Mark, MarkerContent, MarkerMark, Overlay},
    pin_name::pin,
    polyline::{PolylinePrecision, decode_polyline},
};
use crate::style::Color;

/// The widest path in CSS pixels.
const MAX_WIDTH: f64 = 1000.0;

/// The most overlays in an address.
const MAX_OVERLAYS: usize = 1000;

/// Appends the overlays in `text`, a percent-encoded list with commas, from bottom to top:
/// `pin-{size}-{symbol}+{color}({lon},{lat})`,
/// `path-{width}+{color}-{opacity}+{fill}-{opacity}({polyline})` and `geojson({GeoJSON})`.
///
/// # Errors
/// An overlay that cannot be read, an image by its address (`url-…`), or more than `limits` allow.
pub fn add_mapbox(text: &str, limits: &OverlayLimits, overlay: &mut Overlay) -> Result<(), OverlayError> {
    let mut rest = text;
    for _ in 0..MAX_OVERLAYS {
        if rest.is_empty() {
            return Ok(());
        }
        let (name, from) = rest.split_once('(').ok_or_else(|| unreadable(rest))?;
        // Commas within parentheses are encoded, except in places.
        let (inner, after) = match from.split_once("),") {
            Some((inner, after)) => (inner, after),
            None => (from.strip_suffix(')').ok_or_else(|| unreadable(rest))?, ""),
        };
        add(&decoded(name)?, &decoded(inner)?, limits, overlay)?;
        rest = after;
    }
    Err(OverlayError::Invalid(format!("Not more than {MAX_OVERLAYS} overlays are allowed")))
}

fn add(name: &str, inner: &str, limits: &OverlayLimits, overlay: &mut Overlay) -> Result<(), OverlayError> {
    if let Some(pin) = pin(name) {
        let (at, content) = (place(inner, CoordinateOrder::LonLat)?, MarkerContent::Pin(pin?));
        return overlay.add(Mark::Marker(MarkerMark { at, content, scale: 1.0, offset: [0.0; 2] }), limits);
    }
    match name {
        "geojson" => {
            let json = serde_json::from_str(inner);
            let json = json.map_err(|_| OverlayError::Invalid("geojson is not JSON".to_owned()))?;
            overlay.append(from_geojson(&json, limits)?, limits)
        }
        _ if name == "path" || name.starts_with("path-") || name.starts_with("path+") => {
            let (look, fill) = path_look(name).ok_or_else(|| unreadable(name))?;
            let points = decode_polyline(inner, PolylinePrecision::Five, limits)?;
            if points.len() < 2 {
                return Err(OverlayError::Invalid("A path needs at least two places".to_owned()));
            }
            let points = the_short_way(points);
            if let Some(fill) = fill {
                overlay.add(Mark::Area(AreaMark { rings: vec![points.clone()], fill, outline: Vec::new() }), limits)?;
            }
            overlay.add(Mark::Line(LineMark { lines: vec![points], looks: vec![look] }), limits)
        }
        _ if name.starts_with("url-") => {
            let help = "Images of markers are not loaded from addresses; use pins, or markers with a configured image";
            Err(OverlayError::Invalid(help.to_owned()))
        }
        _ => Err(unreadable(name)),
    }
}

/// The line and the fill of `path[-{width}][+{color}[-{opacity}][+{fill}[-{opacity}]]]`.
fn path_look(name: &str) -> Option<(LineLook, Option<Color>)> {
    let mut parts = name.split('+');
    let width = match parts.next()?.strip_prefix("path")? {
        "" => WIDTH,
        width => width.strip_prefix('-')?.parse().ok().filter(|width| (0.0..=MAX_WIDTH).contains(width))?,
    };
    let stroke = parts.next().map_or(Some(GRAY), |text| color(text, 1.0))?;
    let fill = match parts.next() {
        None => None,
        Some(text) => Some(color(text, FILL_OPACITY)?),
    };
    if parts.next().is_some() {
        return None;
    }
    Some((LineLook::plain(stroke, width), fill))
}

/// A color `{hex digits}[-{opacity}]`.
fn color(text: &str, opacity: f64) -> Option<Color> {
    let (digits, opacity) = match text.split_once('-') {
        Some((digits, opacity)) => (digits, opacity.parse().ok().filter(|o| (0.0..=1.0).contains(o))?),
        None => (text, opacity),
    };
    let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hex_color(digits).filter(|_| is_hex).map(|color| Color { a: opacity, ..color })
}

fn decoded(text: &str) -> Result<String, OverlayError> {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| unreadable(text))
}

fn unreadable(text: &str) -> OverlayError {
    OverlayError::Invalid(format!(
        "\"{}\" is not an overlay: pin-s-a+f00(lon,lat), path-5+f00-0.5+00f-0.5(polyline) or geojson(…)",
        shortened(text)
    ))
}
