//! Marker pins: a pin of one color with a symbol on it, as Kartotherian's markers look. The shapes are embedded
//! (`styles/markers`).

mod color;
mod picture;
mod size;
mod symbol;

pub use picture::picture;
pub use size::PinSize;
pub use symbol::PinSymbol;

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
