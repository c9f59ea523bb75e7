//! Changes of lines before they are drawn, as in Mapnik.

mod bezier;
mod dashes;
mod shift;
mod sleeve;
mod smooth;
mod thin;
mod weights;

pub(crate) use bezier::{cubic, quadratic};
pub(crate) use dashes::cut_into_dashes;
pub(crate) use shift::shifted;
pub(crate) use smooth::smoothed;
pub(crate) use thin::{Thinning, thinned};

#[cfg(test)]
mod tests;
