//! Compares two responses to the same request: status, headers, and the content of bodies (pixels of images, features
//! of vector tiles, values of JSON).

mod difference;
mod headers;
pub(crate) mod json;
mod pixels;
mod responses;
mod vector;

pub(crate) use difference::Difference;
pub(crate) use pixels::PicturePair;
pub(crate) use responses::{ResponseComparison, Tolerance, compare};
