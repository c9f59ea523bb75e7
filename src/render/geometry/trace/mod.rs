//! Changes of lines before they are drawn, as in Mapnik.

mod bezier;
mod dashes;
mod shift;
mod smooth;

pub(crate) use bezier::{cubic, quadratic};
pub(crate) use dashes::cut_into_dashes;
pub(crate) use shift::shifted;
pub(crate) use smooth::smoothed;

#[cfg(test)]
mod tests;
