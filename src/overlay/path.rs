//! Paths as tileserver-gl spells them.

use super::{
    coordinates::{CoordinateOrder, place},
    limits::{OverlayError, OverlayLimits},
    mark::{AreaMark, LineMark, Mark, Overlay},
    path_style::PathStyle,
    polyline::{PolylinePrecision, decode_polyline},
};
use crate::{style::Color, tile::LonLat};

/// Appends the path `text`: properties (`stroke:red|width:2|`, which replace those of `style`), then places
/// (`lon,lat|lon,lat`) or an encoded polyline (`enc:…`, with six digits `enc6:…`). A closed path is the outline of an
/// area; a path with a fill is filled in any case.
///
/// # Errors
/// A property or a place that cannot be read, fewer than two places, or more than `limits` allow.
pub fn add_path(
    text: &str,
    style: &PathStyle,
    order: CoordinateOrder,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    let mut style = style.clone();
    let mut points = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        // The characters of polylines include the separator.
        let encoded = [("enc:", PolylinePrecision::Five), ("enc6:", PolylinePrecision::Six)];
        let encoded = encoded.into_iter().find_map(|(prefix, digits)| Some((text.strip_prefix(prefix)?, digits)));
        if let Some((encoded, precision)) = encoded {
            points.extend(decode_polyline(encoded, precision, limits)?);
            break;
        }
        let (part, after) = match text.split_once('|') {
            Some((part, after)) => (part, Some(after)),
            None => (text, None),
        };
        rest = after;
        match part.split_once(':') {
            Some((key, value)) if style.set(key, value)? => {}
            _ if part.is_empty() => {}
            _ if points.len() >= limits.points => return Err(OverlayError::Points(limits.points)),
            _ => points.push(place(part, order)?),
        }
    }
    add_points(points, &style, limits, overlay)
}

fn add_points(
    points: Vec<LonLat>,
    style: &PathStyle,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    if points.len() < 2 {
        return Err(OverlayError::Invalid("A path needs at least two places".to_owned()));
    }
    let is_closed = points.len() > 2 && points.first() == points.last();
    let looks = style.looks();
    if is_closed {
        let fill = style.fill().unwrap_or(Color::TRANSPARENT);
        return overlay.add(Mark::Area(AreaMark { rings: vec![points], fill, outline: looks }), limits);
    }
    if let Some(fill) = style.fill() {
        overlay.add(Mark::Area(AreaMark { rings: vec![points.clone()], fill, outline: Vec::new() }), limits)?;
    }
    overlay.add(Mark::Line(LineMark { lines: vec![points], looks }), limits)
}
