//! Filters of pixels, each as Mapnik computes it.

mod alpha;
mod apply;
mod blindness;
mod blur;
mod gradient;
mod kernel;
mod pixel;
mod tone;

pub(super) use apply::apply;

#[cfg(test)]
mod tests;
