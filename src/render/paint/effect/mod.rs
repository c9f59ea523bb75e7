//! Filters of pixels, each as Mapnik computes it.

mod alpha;
mod apply;
mod blindness;
mod blur;
mod gradient;
mod kernel;
mod pixel;
mod region;
mod tone;

pub(super) use apply::apply;
pub(super) use region::change_region;

#[cfg(test)]
mod tests;
