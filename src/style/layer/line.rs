//! The `line` layer.

use super::{Image, LineCap, LineJoin, TranslateAnchor, properties};
use crate::style::{Color, Property, expression::Context};

properties! {
    /// Lines.
    pub struct LineLayer {
        /// Shape of the ends.
        layout cap: LineCap = "line-cap",
        /// Shape of the bends.
        layout join: LineJoin = "line-join",
        /// Longest miter, in line widths, before a bend is bevelled.
        layout miter_limit: f64 = "line-miter-limit",
        /// Smallest miter, in line widths, for which a round bend is drawn round.
        layout round_limit: f64 = "line-round-limit",
        /// Features are drawn in ascending order of it.
        layout sort_key: Option<f64> = "line-sort-key",
        /// Opacity.
        paint opacity: f64 = "line-opacity",
        /// Opacity of the layer as a whole.
        paint layer_opacity: f64 = "line-layer-opacity",
        /// Colour.
        paint color: Color = "line-color",
        /// Shift in CSS pixels, right and down.
        paint translate: [f64; 2] = "line-translate",
        /// What the shift turns with.
        paint translate_anchor: TranslateAnchor = "line-translate-anchor" (Still "north is up"),
        /// Width in CSS pixels.
        paint width: f64 = "line-width",
        /// Width of the gap that makes a casing of the line, in CSS pixels.
        paint gap_width: f64 = "line-gap-width",
        /// Shift to the right of the line's direction, in CSS pixels.
        paint offset: f64 = "line-offset",
        /// Blur in CSS pixels.
        paint blur: f64 = "line-blur",
        /// Lengths of dashes and gaps in line widths.
        paint dasharray: Option<Vec<f64>> = "line-dasharray",
        /// Image repeated along the line instead of the colour.
        paint pattern: Option<Image> = "line-pattern",
        /// Colour by the way along the line (`line-progress`).
        paint gradient: Option<Color> = "line-gradient",
    }
}

impl LineLayer {
    /// The gradient's colour at `progress` (0 to 1), if there is a gradient.
    pub fn gradient_at(&self, progress: f64, context: &Context<'_>) -> Option<Color> {
        let gradient: &Property<Option<Color>> = &self.gradient;
        if gradient.is_given() { gradient.get(&context.with_ramp(progress)) } else { None }
    }
}
