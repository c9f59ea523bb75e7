//! Where labels may be.

use super::{
    block::TextBlock,
    content::TextContent,
    format::TextFormat,
    keyword::{LabelPlace, LabelUpright},
};
use crate::style::Property;

/// Where the labels of a feature may be. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct LabelRules {
    /// Their places on the feature.
    pub place: Property<LabelPlace>,
    /// Distance between labels along a line; 0 for one label per line.
    pub spacing: Property<f64>,
    /// How far a label may be moved along a line to find room; 0 for half of the distance between labels.
    pub tolerance: Property<f64>,
    /// Minimum length of lines.
    pub minimum_path_length: Property<f64>,
    /// Distance from other labels.
    pub margin: Property<f64>,
    /// Distance from labels with the same text.
    pub repeat_distance: Property<f64>,
    /// Distance that replaces `margin` at points and `repeat_distance` along lines if they are 0.
    pub minimum_distance: Property<f64>,
    /// Distance from the edges of tiles.
    pub minimum_padding: Property<f64>,
    /// Whether labels must not cross the edges of tiles.
    pub avoid_edges: Property<bool>,
    /// Whether labels may overlap others.
    pub allow_overlap: Property<bool>,
    /// Whether only the largest part of areas has a label.
    pub largest_only: Property<bool>,
    /// The largest bend of a line between two characters, in degrees; 0 if any.
    pub max_angle: Property<f64>,
    /// Which way letters along a line are turned.
    pub upright: Property<LabelUpright>,
    /// Width and height of the cells of a grid.
    pub grid: [Property<f64>; 2],
}

/// All that describes a label at one of its positions.
#[derive(Debug, Clone)]
pub struct TextSetting {
    /// Where it may be.
    pub rules: LabelRules,
    /// The shape of the text.
    pub block: TextBlock,
    /// The look of the letters.
    pub format: TextFormat,
    /// The text.
    pub content: Vec<TextContent>,
}
