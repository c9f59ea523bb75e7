//! Mixing of pixels in the ways of Mapnik: with AGG's integers, so that results are the same to the last bit. All pixels
//! are premultiplied.

mod function;
mod hsl;
mod hsv;
mod porter_duff;
mod separable;
mod weight;

pub(super) use function::{MixFn, function};
pub(super) use weight::{covered, over};
