//! Pins as Mapbox names them.

use super::{color::hex_color, coordinates::shortened, defaults::PIN_GRAY, limits::OverlayError};
use crate::{
    image::pin::{Pin, PinSize, PinSymbol},
    style::Color,
};

/// Reads `pin-{size}[-{symbol}][+{color}]`: a size `s`, `m` or `l`; a letter, a number up to 99 or the name of an icon
/// of Maki; and a color of three or six hex digits. `None` if this is not the name of a pin.
pub(super) fn pin(name: &str) -> Option<Result<Pin, OverlayError>> {
    let rest = name.strip_prefix("pin-")?;
    let (rest, color) = match rest.split_once('+') {
        Some((rest, color)) => (rest, Some(color)),
        None => (rest, None),
    };
    let (size, symbol) = match rest.split_once('-') {
        Some((size, symbol)) => (size, Some(symbol)),
        None => (rest, None),
    };
    Some(read(size, symbol, color))
}

fn read(size: &str, symbol: Option<&str>, color: Option<&str>) -> Result<Pin, OverlayError> {
    let unknown =
        |what: &str, text: &str| OverlayError::Invalid(format!("\"{}\" is not the {what} of a pin", shortened(text)));
    let color_of = |text: &str| {
        let is_hex = text.bytes().all(|b| b.is_ascii_hexdigit());
        hex_color(text).filter(|_| is_hex).map(Color::to_bytes).ok_or_else(|| unknown("color", text))
    };
    let symbol_of = |name: &str| PinSymbol::named(&name.to_ascii_lowercase()).ok_or_else(|| unknown("symbol", name));
    Ok(Pin {
        size: PinSize::parse(size).ok_or_else(|| unknown("size", size))?,
        symbol: symbol.map(symbol_of).transpose()?,
        color: color.map_or(Ok(PIN_GRAY), color_of)?,
    })
}
