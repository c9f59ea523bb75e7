//! Line layers.

use super::keyword::{LineCap, LineJoin};
use crate::style::{Color, Image, Property, expression::Context};

/// Stroked lines.
#[derive(Debug, Clone)]
pub struct LineLayer {
    /// Shape of the line ends.
    pub cap: Property<LineCap>,
    /// Shape of the joins.
    pub join: Property<LineJoin>,
    /// Maximum miter length in line widths; longer miters are beveled.
    pub miter_limit: Property<f64>,
    /// Minimum miter length in line widths for round joins to be drawn round.
    pub round_limit: Property<f64>,
    /// Features are drawn in ascending order of this key.
    pub sort_key: Property<Option<f64>>,
    /// Opacity.
    pub opacity: Property<f64>,
    /// Opacity of the layer as a whole.
    pub layer_opacity: Property<f64>,
    /// Color.
    pub color: Property<Color>,
    /// Translation in CSS pixels, right and down.
    pub translate: Property<[f64; 2]>,
    /// Width in CSS pixels.
    pub width: Property<f64>,
    /// Width of the gap inside of a casing, in CSS pixels.
    pub gap_width: Property<f64>,
    /// Offset to the right of the line's direction, in CSS pixels.
    pub offset: Property<f64>,
    /// Blur in CSS pixels.
    pub blur: Property<f64>,
    /// Lengths of dashes and gaps in line widths.
    pub dasharray: Property<Option<Vec<f64>>>,
    /// Pattern along the line that replaces the color.
    pub pattern: Property<Option<Image>>,
    /// Color by progress along the line (the ramp's input, 0 to 1).
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
