//! `PolygonPatternSymbolizer` and `LinePatternSymbolizer`.

use super::{GammaStyle, PathShape, StrokeShape, Transform};
use crate::style::{BlendMode, Property, property::keywords};

keywords! {
    /// `alignment`
    PatternAlignment {
        /// The copies of the image begin at the middle of the world.
        Global = "global",
        /// They begin at the feature's first vertex.
        Local = "local",
    }
    /// `line-pattern`
    LinePatternMode {
        /// The image follows the line.
        Warp = "warp",
        /// A stroke is filled with copies of the image.
        Repeat = "repeat",
    }
}

/// Areas filled with an image.
#[derive(Debug, Clone)]
pub struct PolygonPatternSymbolizer {
    /// The name of the image.
    pub file: Property<String>,
    /// Where its copies begin.
    pub alignment: Property<PatternAlignment>,
    /// Its opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// The transformation of the image, if it is made of shapes.
    pub transform: Option<Transform>,
    /// The opacity of edges.
    pub gamma: GammaStyle,
    /// How it is mixed with what is below.
    pub blend: BlendMode,
    /// What happens to the geometry.
    pub shape: PathShape,
}

/// An image repeated along lines.
#[derive(Debug, Clone)]
pub struct LinePatternSymbolizer {
    /// The name of the image.
    pub file: Property<String>,
    /// How the image is repeated.
    pub mode: Property<LinePatternMode>,
    /// Where its copies begin, if a stroke is filled with them.
    pub alignment: Property<PatternAlignment>,
    /// The stroke that is filled with copies.
    pub form: StrokeShape,
    /// The image's opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// The transformation of the image, if it is made of shapes.
    pub transform: Option<Transform>,
    /// How it is mixed with what is below.
    pub blend: BlendMode,
    /// What happens to the geometry.
    pub shape: PathShape,
}
