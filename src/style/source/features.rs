//! The style's own features, and how they are processed.

use serde_json::Value as Json;

use crate::style::expression::{Expression, Keys};

/// The style's own features in GeoJSON.
#[derive(Debug, Clone, Default)]
pub struct FeatureSource {
    /// The data; `None` if missing.
    pub data: Option<FeatureData>,
    /// The filter; all features are used if there is none.
    pub filter: Option<FeatureFilter>,
    /// Whether features get ids from 0 instead of the ids of the data.
    pub generate_ids: bool,
    /// Buffer around tiles in CSS pixels of a 512-pixel tile; `None` for the default.
    pub buffer: Option<f64>,
    /// Cluster settings, if points are clustered.
    pub clusters: Option<ClusterSettings>,
}

/// The location of the features.
#[derive(Debug, Clone)]
pub enum FeatureData {
    /// Inline GeoJSON.
    Inline(Json),
    /// A file next to the style, or a URL.
    Address(String),
}

/// Selects the features of a source.
#[derive(Debug, Clone)]
pub struct FeatureFilter {
    /// True for features that are used.
    pub expression: Expression,
    /// The properties that the expression reads.
    pub keys: Keys,
}

/// How nearby points are clustered.
#[derive(Debug, Clone)]
pub struct ClusterSettings {
    /// Cluster radius in CSS pixels of a 512-pixel tile.
    pub radius: f64,
    /// Deepest zoom with clusters.
    pub max_zoom: u8,
    /// Minimum number of points in a cluster.
    pub min_points: u32,
    /// Aggregated properties.
    pub properties: Vec<ClusterProperty>,
    /// The properties that the expressions of `properties` read.
    pub keys: Keys,
}

impl Default for ClusterSettings {
    fn default() -> Self {
        Self { radius: 50.0, max_zoom: 17, min_points: 2, properties: Vec::new(), keys: Keys::default() }
    }
}

/// The property name under which [`ClusterProperty::reduce`] reads the accumulated value.
pub const ACCUMULATED: &str = "\u{0}accumulated";

/// An aggregated property of clusters.
#[derive(Debug, Clone)]
pub struct ClusterProperty {
    /// The property name.
    pub name: String,
    /// The value of a single point.
    pub map: Expression,
    /// Combines two values: [`ACCUMULATED`] is the value of the cluster so far, and the property's name is the value of
    /// the point or cluster to add.
    pub reduce: Expression,
}
