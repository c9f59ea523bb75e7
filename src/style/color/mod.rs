//! Colors: the type, CSS notation, and interpolation in color spaces.

mod css;
mod mix;
mod names;
mod perceptual;
mod rgba;

pub(in crate::style) use mix::ColorSpace;
pub use rgba::Color;
