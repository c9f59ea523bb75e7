//! Features that a style brings itself, and what becomes of them before they are drawn.

use serde_json::Value as Json;

use crate::style::expression::{Expression, Keys};

/// Features of a style's own, in GeoJSON.
#[derive(Debug, Clone, Default)]
pub struct FeatureSource {
    /// Where the features are; `None` if the style does not say.
    pub data: Option<FeatureData>,
    /// Which of them are used, all if there is no filter.
    pub filter: Option<FeatureFilter>,
    /// Whether features are numbered from 0 instead of having the ids of the data.
    pub generate_ids: bool,
    /// How far features reach beyond their tile, in CSS pixels of a tile of 512; `None` for the default.
    pub buffer: Option<f64>,
    /// How points close to each other become one, if they do.
    pub clusters: Option<ClusterSettings>,
}

/// Where the features of a style are.
#[derive(Debug, Clone)]
pub enum FeatureData {
    /// In the style: GeoJSON.
    Inline(Json),
    /// In a file beside the style, or on a server.
    Address(String),
}

/// Which features of a source are used.
#[derive(Debug, Clone)]
pub struct FeatureFilter {
    /// True for those that are.
    pub expression: Expression,
    /// The properties that it reads.
    pub keys: Keys,
}

/// How points close to each other become one.
#[derive(Debug, Clone)]
pub struct ClusterSettings {
    /// Radius of a cluster in CSS pixels of a tile of 512.
    pub radius: f64,
    /// Deepest zoom with clusters.
    pub max_zoom: u8,
    /// How many points make a cluster.
    pub min_points: u32,
    /// What a cluster knows of its points.
    pub properties: Vec<ClusterProperty>,
    /// The properties that the expressions of `properties` read.
    pub keys: Keys,
}

impl Default for ClusterSettings {
    fn default() -> Self {
        Self { radius: 50.0, max_zoom: 17, min_points: 2, properties: Vec::new(), keys: Keys::default() }
    }
}

/// The name under which [`ClusterProperty::reduce`] reads the value so far.
pub const ACCUMULATED: &str = "\u{0}accumulated";

/// One property of clusters.
#[derive(Debug, Clone)]
pub struct ClusterProperty {
    /// Its name.
    pub name: String,
    /// A point's value.
    pub map: Expression,
    /// The value of two together: that of the cluster so far is [`ACCUMULATED`], that of the point or cluster that is
    /// added has the property's name.
    pub reduce: Expression,
}
