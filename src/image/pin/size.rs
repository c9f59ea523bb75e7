//! Sizes of pins.

/// The size of a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PinSize {
    /// `s`
    Small,
    /// `m`
    Medium,
    /// `l`
    Large,
}

impl PinSize {
    /// The size with a letter: `s`, `m` or `l`.
    pub fn parse(letter: &str) -> Option<Self> {
        [Self::Small, Self::Medium, Self::Large].into_iter().find(|size| size.letter() == letter)
    }

    /// The letter of the size.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
        }
    }

    /// Width and height of the picture in CSS pixels.
    pub(super) fn pixels(self) -> [u32; 2] {
        match self {
            Self::Small => [20, 50],
            Self::Medium => [30, 70],
            Self::Large => [35, 90],
        }
    }

    /// Left, top and width of the square of the symbol in CSS pixels. On pictures with two or more pixels per CSS pixel
    /// it lies at half pixels, as Kartotherian has separate tables for both.
    pub(super) fn symbol_square(self, is_fine: bool) -> [f64; 3] {
        match (self, is_fine) {
            (Self::Small, false) => [5.0, 4.0, 11.0],
            (Self::Small, true) => [5.0, 4.5, 11.0],
            (Self::Medium, _) => [8.0, 6.0, 15.0],
            (Self::Large, false) => [8.0, 9.0, 20.0],
            (Self::Large, true) => [7.5, 8.5, 20.0],
        }
    }

    /// The shapes without a symbol, an SVG document.
    pub(super) fn document(self) -> &'static str {
        match self {
            Self::Small => include_str!("../../../styles/markers/pin-s.svg"),
            Self::Medium => include_str!("../../../styles/markers/pin-m.svg"),
            Self::Large => include_str!("../../../styles/markers/pin-l.svg"),
        }
    }
}
