//! Sources of styles.

mod elevation;
mod entry;
mod features;

pub use elevation::ElevationEncoding;
pub use entry::{ImageSource, Source, SourceData, SourceType};
pub use features::{ACCUMULATED, ClusterProperty, ClusterSettings, FeatureData, FeatureFilter, FeatureSource};
