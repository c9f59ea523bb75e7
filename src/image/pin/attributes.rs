//! What a pin looks like.

use std::fmt;

use super::{size::PinSize, symbol::PinSymbol};

/// A marker pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pin {
    /// Its size.
    pub size: PinSize,
    /// What is drawn on it, if anything.
    pub symbol: Option<PinSymbol>,
    /// Its color: red, green and blue.
    pub color: [u8; 3],
}

impl Pin {
    /// Width and height of its picture in CSS pixels.
    pub fn size(&self) -> [u32; 2] {
        self.size.pixels()
    }

    /// The point of the picture that lies on the marked place, in CSS pixels from its upper left corner: the middle of
    /// the picture, where the tip of the pin is.
    pub fn anchor(&self) -> [f64; 2] {
        self.size().map(|side| f64::from(side) / 2.0)
    }
}

impl fmt::Display for Pin {
    /// As in the path of a marker: `pin-m-bus+ff0000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pin-{}", self.size.letter())?;
        if let Some(symbol) = self.symbol {
            write!(f, "-{}", symbol.name())?;
        }
        let [red, green, blue] = self.color;
        write!(f, "+{red:02x}{green:02x}{blue:02x}")
    }
}
