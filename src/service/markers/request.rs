//! Requests for markers as in the URL, and their checks in Kartotherian's order.

use crate::image::pin::{Pin, PinSize, PinSymbol};

use super::{error::MarkerError, job::MarkerJob};

/// A request for a marker, as in the URL. Only the characters have been checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkerRequest<'a> {
    /// The shape.
    pub(crate) base: &'a str,
    /// The letter of the size, in any case.
    pub(crate) size: &'a str,
    /// The name of the symbol.
    pub(crate) symbol: Option<&'a str>,
    /// Hexadecimal digits.
    pub(crate) color: &'a str,
    /// The text between `@` and `x`.
    pub(crate) scale: Option<&'a str>,
}

impl MarkerRequest<'_> {
    /// Checks color, scale and base, in this order. As in Kartotherian, an unknown symbol is left out.
    pub(crate) fn check(&self) -> Result<MarkerJob, MarkerError> {
        let color = color(self.color).ok_or(MarkerError::Color)?;
        let double = match self.scale {
            None => false,
            Some("2") => true,
            Some(_) => return Err(MarkerError::Scale),
        };
        let size = PinSize::parse(self.size).filter(|_| self.base == "pin");
        let size = size.ok_or_else(|| MarkerError::Base(self.base.to_owned()))?;
        Ok(MarkerJob { pin: Pin { size, symbol: self.symbol.and_then(PinSymbol::named), color }, double })
    }
}

/// Red, green and blue of three or six digits.
fn color(digits: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => Some([8, 4, 0].map(|shift| (number >> shift & 15) as u8 * 17)),
        6 => Some([16, 8, 0].map(|shift| (number >> shift & 255) as u8)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: MarkerRequest<'_> =
        MarkerRequest { base: "pin", size: "m", symbol: Some("bus"), color: "7E0", scale: None };

    #[test]
    fn colors_have_three_or_six_digits() {
        let of = |color| MarkerRequest { color, ..GOOD }.check().map(|job| job.pin.color);
        assert_eq!(of("7E0"), Ok([0x77, 0xee, 0]));
        assert_eq!(of("12abEF"), Ok([0x12, 0xab, 0xef]));
        for bad in ["f", "ff", "ffff", "fffff", "fffffff", "0123456789abcdef"] {
            assert_eq!(of(bad), Err(MarkerError::Color), "{bad}");
        }
    }

    #[test]
    fn checks_are_in_order() {
        let all = MarkerRequest { base: "foo", size: "M", color: "f", scale: Some("2.0"), ..GOOD };
        assert_eq!(all.check(), Err(MarkerError::Color));
        let two = MarkerRequest { color: "fff", ..all };
        assert_eq!(two.check(), Err(MarkerError::Scale));
        let one = MarkerRequest { scale: Some("2"), ..two };
        assert_eq!(one.check().map_err(|error| error.to_string()), Err("Marker base \"foo\" is invalid.".into()));
        assert_eq!(MarkerRequest { size: "M", ..GOOD }.check(), Err(MarkerError::Base("pin".into())));
    }

    #[test]
    fn unknown_symbols_are_left_out() {
        let of = |symbol| MarkerRequest { symbol, ..GOOD }.check().unwrap().key().to_string();
        assert_eq!(of(Some("bus")), "v4/marker/pin-m-bus+77ee00.png");
        assert_eq!(of(Some("toilets")), "v4/marker/pin-m-toilet+77ee00.png");
        assert_eq!(of(Some("zz")), of(None));
    }
}
