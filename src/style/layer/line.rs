//! Lines.

use super::keyword::{LineCap, LineJoin};
use crate::style::{Color, Image, Property, expression::Context};

/// Lines.
#[derive(Debug, Clone)]
pub struct LineLayer {
    /// Shape of the ends.
    pub cap: Property<LineCap>,
    /// Shape of the bends.
    pub join: Property<LineJoin>,
    /// Longest miter, in line widths, before a bend is beveled.
    pub miter_limit: Property<f64>,
    /// Smallest miter, in line widths, for which a round bend is drawn round.
    pub round_limit: Property<f64>,
    /// Features are drawn in ascending order of it.
    pub sort_key: Property<Option<f64>>,
    /// Opacity.
    pub opacity: Property<f64>,
    /// Opacity of the layer as a whole.
    pub layer_opacity: Property<f64>,
    /// Color.
    pub color: Property<Color>,
    /// Shift in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Width in CSS pixels.
    pub width: Property<f64>,
    /// Width of the gap that makes a casing of the line, in CSS pixels.
    pub gap_width: Property<f64>,
    /// Shift to the right of the line's direction, in CSS pixels.
    pub offset: Property<f64>,
    /// Blur in CSS pixels.
    pub blur: Property<f64>,
    /// Lengths of dashes and gaps in line widths.
    pub dasharray: Property<Option<Vec<f64>>>,
    /// Image repeated along the line instead of the color.
    pub pattern: Property<Option<Image>>,
    /// Color by the progress along the line (the ramp's input, 0 to 1).
    pub gradient: Property<Option<Color>>,
}

impl Default for LineLayer {
    fn default() -> Self {
        Self {
            cap: Property::unset(LineCap::Butt),
            join: Property::unset(LineJoin::Miter),
            miter_limit: Property::unset(2.0),
            round_limit: Property::unset(1.05),
            sort_key: Property::unset(None),
            opacity: Property::unset(1.0),
            layer_opacity: Property::unset(1.0),
            color: Property::unset(Color::BLACK),
            translate: Property::unset([0.0; 2]),
            width: Property::unset(1.0),
            gap_width: Property::unset(0.0),
            offset: Property::unset(0.0),
            blur: Property::unset(0.0),
            dasharray: Property::unset(None),
            pattern: Property::unset(None),
            gradient: Property::unset(None),
        }
    }
}

impl LineLayer {
    /// The gradient's color at `progress` (0 to 1), if there is a gradient.
    pub fn gradient_at(&self, progress: f64, context: &Context<'_>) -> Option<Color> {
        self.gradient.get(&context.with_ramp(progress))
    }
}
