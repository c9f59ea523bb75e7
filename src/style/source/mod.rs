//! What the layers of a style read.

mod elevation;
mod features;
#[expect(clippy::module_inception, reason = "the type that gives the folder its name")]
mod source;

pub use elevation::ElevationEncoding;
pub use features::{ACCUMULATED, ClusterProperty, ClusterSettings, FeatureData, FeatureFilter, FeatureSource};
pub use source::{ImageSource, Source, SourceData, SourceType};
