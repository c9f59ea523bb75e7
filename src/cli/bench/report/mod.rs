//! Reports of measurements.

mod html;
mod json;
mod plot;
mod text;

pub(super) use html::html;
pub(super) use json::json;
pub(super) use text::text;

/// The percentiles in reports.
const PERCENTILES: [f64; 7] = [50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99];
