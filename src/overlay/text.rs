//! Texts at places.

use super::{
    appearance::TextLook,
    color::hex_color,
    coordinates::{CoordinateOrder, place, shortened},
    limits::{OverlayError, OverlayLimits},
    mark::{Mark, MarkerContent, MarkerMark, Overlay},
};

/// The longest text in bytes.
const MAX_TEXT: usize = 1000;

/// The largest letters, and the farthest offset, in CSS pixels.
const MAX_SIZE: f64 = 200.0;
const MAX_OFFSET: f64 = 1000.0;

/// Appends the text `text`: a place, the text to show, and then, separated by `|`, `size:…` in CSS pixels, `color:…`,
/// `background:…` (a box), `halo:…` and `offset:x,y` in CSS pixels.
///
/// # Errors
/// A part that cannot be read, or more texts and markers than `limits` allow.
pub fn add_text(
    text: &str,
    order: CoordinateOrder,
    limits: &OverlayLimits,
    overlay: &mut Overlay,
) -> Result<(), OverlayError> {
    let mut parts = text.split('|');
    let at = place(parts.next().unwrap_or_default(), order)?;
    let shown = parts.next().filter(|shown| !shown.trim().is_empty());
    let shown =
        shown.ok_or_else(|| OverlayError::Invalid("A text needs a place and its letters: lon,lat|text".to_owned()))?;
    if shown.len() > MAX_TEXT {
        return Err(OverlayError::Invalid(format!("A text has more than {MAX_TEXT} bytes")));
    }
    let (mut look, mut offset) = (TextLook::default(), [0.0; 2]);
    for part in parts {
        let wrong = || OverlayError::Invalid(format!("\"{}\" is not an option of a text", shortened(part)));
        let (key, value) = part.split_once(':').ok_or_else(wrong)?;
        let color = || hex_color(value).ok_or_else(wrong);
        let number = |text: &str, most: f64| {
            text.trim().parse::<f64>().ok().filter(|number| number.abs() <= most).ok_or_else(wrong)
        };
        match key {
            "size" => look.size = number(value, MAX_SIZE)?.max(1.0),
            "color" => look.color = color()?,
            "background" => look.background = color()?,
            "halo" => look.halo = color()?,
            "offset" => {
                let (x, y) = value.split_once(',').ok_or_else(wrong)?;
                offset = [number(x, MAX_OFFSET)?, number(y, MAX_OFFSET)?];
            }
            _ => return Err(wrong()),
        }
    }
    let content = MarkerContent::Text(shown.to_owned(), look);
    overlay.add(Mark::Marker(MarkerMark { at, content, scale: 1.0, offset }), limits)
}
