//! Marker pins: a pin of one color with a symbol on it, as Kartotherian's markers look. The shapes are embedded
//! (`styles/markers`).

mod color;
mod picture;
mod size;
mod symbol;

pub(crate) use picture::picture;
pub(crate) use size::PinSize;
pub(crate) use symbol::PinSymbol;

/// A marker pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Pin {
    /// Its size.
    pub(crate) size: PinSize,
    /// What is drawn on it, if anything.
    pub(crate) symbol: Option<PinSymbol>,
    /// Its color: red, green and blue.
    pub(crate) color: [u8; 3],
}

impl Pin {
    /// Width and height of its picture in CSS pixels.
    pub(crate) fn size(&self) -> [u32; 2] {
        self.size.pixels()
    }

    /// The point of the picture that lies on the marked place, in CSS pixels from its upper left corner: the middle of
    /// the picture, where the tip of the pin is.
    pub(crate) fn anchor(&self) -> [f64; 2] {
        self.size().map(|side| f64::from(side) / 2.0)
    }
}
