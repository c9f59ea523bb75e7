//! Marker pins: a pin of one color with a symbol on it, as Kartotherian's markers look. The shapes are embedded
//! (`styles/markers`).

mod attributes;
mod color;
mod picture;
mod size;
mod symbol;

pub use attributes::Pin;
pub use picture::picture;
pub use size::PinSize;
pub use symbol::PinSymbol;
