//! Marker pins: a pin of one color with a symbol on it, as Kartotherian's markers look. The shapes are embedded
//! (`styles/markers`).

mod attributes;
mod color;
mod picture;
mod size;
mod symbol;

pub(crate) use attributes::Pin;
pub(crate) use picture::picture;
pub(crate) use size::PinSize;
pub(crate) use symbol::PinSymbol;
