//! Markers as tileserver-gl spells them.

use super::{
    coordinates::{CoordinateOrder, place, shortened},
    limits::{OverlayError, OverlayLimits},
    mark::{Mark, MarkerContent, MarkerMark, Overlay},
    pin_name::pin,
};

/// The largest scale of an image, and the farthest offset in CSS pixels.
const MAX_SCALE: f64 = 10.0;
const MAX_OFFSET: f64 = 1000.0;

/// The longest name of an image, in bytes.
const MAX_NAME: usize = 255;

/// The pin of markers without an image.
const PIN: &str = "pin-m";

/// Appends the marker `text`: a place, and then, separated by `|`, the name of an image from the configured folder or
/// of a pin (`pin-s-a+f00`), `scale:…`, and `offset:x,y` in CSS pixels of the unscaled image.
///
/// # Errors
/// A part that cannot be read, the address of an image, or more markers than `limits` allow.
pub fn add_marker(
    text: &str,
    order: CoordinateOrder,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    let mut parts = text.split('|');
    let at = place(parts.next().unwrap_or_default(), order)?;
    let content = content(parts.next().unwrap_or_default())?;
    let (mut scale, mut offset) = (1.0, [0.0; 2]);
    for part in parts {
        let wrong = || OverlayError::Invalid(format!("\"{}\" is not an option of a marker", shortened(part)));
        match part.split_once(':').ok_or_else(wrong)? {
            ("scale", value) => scale = number(value, MAX_SCALE).filter(|scale| *scale > 0.0).ok_or_else(wrong)?,
            ("offset", value) => {
                let (x, y) = value.split_once(',').ok_or_else(wrong)?;
                let side = |text| number(text, MAX_OFFSET).ok_or_else(wrong);
                offset = [side(x)?, side(y)?];
            }
            _ => return Err(wrong()),
        }
    }
    let offset = offset.map(|distance| distance * scale);
    overlay.add(Mark::Marker(MarkerMark { at, content, scale, offset }), limits)
}

/// What the marker shows.
fn content(name: &str) -> Result<MarkerContent, OverlayError> {
    let name = if name.is_empty() { PIN } else { name };
    if let Some(pin) = pin(name) {
        return Ok(MarkerContent::Pin(pin?));
    }
    let is_address = name.contains("://") || name.starts_with("data:");
    if is_address || name.len() > MAX_NAME {
        let help = "Images of markers are not loaded from addresses; give the name of a configured image, or a pin";
        return Err(OverlayError::Invalid(help.to_owned()));
    }
    Ok(MarkerContent::Icon(name.to_owned()))
}

/// A number of at most this absolute value.
fn number(text: &str, most: f64) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.abs() <= most)
}
