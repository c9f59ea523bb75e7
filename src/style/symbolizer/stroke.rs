//! The form of strokes.

use crate::style::{Property, property::keywords};

keywords! {
    /// `stroke-linecap`
    StrokeCap {
        /// The line ends at its last vertex.
        Butt = "butt",
        /// A half disc.
        Round = "round",
        /// A half square.
        Square = "square",
    }
    /// `stroke-linejoin`
    StrokeJoin {
        /// A pointed corner, cut off at the limit.
        Miter = "miter",
        /// A pointed corner, beveled at the limit.
        MiterRevert = "miter-revert",
        /// A rounded corner.
        Round = "round",
        /// A cut-off corner.
        Bevel = "bevel",
    }
}

/// The form of a stroke. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct StrokeShape {
    /// The width.
    pub width: Property<f64>,
    /// The shape of both ends.
    pub cap: Property<StrokeCap>,
    /// The shape of corners.
    pub join: Property<StrokeJoin>,
    /// Maximum length of a pointed corner, in half widths.
    pub miter_limit: Property<f64>,
    /// Lengths of dash, gap, dash, gap …; empty for a solid line.
    pub dashes: Vec<f64>,
}

impl Default for StrokeShape {
    fn default() -> Self {
        Self {
            width: Property::unset(1.0),
            cap: Property::unset(StrokeCap::Butt),
            join: Property::unset(StrokeJoin::Miter),
            miter_limit: Property::unset(4.0),
            dashes: Vec::new(),
        }
    }
}
