//! The `fill-extrusion` layer.

use super::{Image, TranslateAnchor, properties};
use crate::style::Color;

properties! {
    /// Buildings; a map seen from straight above shows their footprint.
    pub struct FillExtrusionLayer {
        /// Opacity of the layer as a whole.
        paint opacity: f64 = "fill-extrusion-opacity",
        /// Colour.
        paint color: Color = "fill-extrusion-color",
        /// Shift in CSS pixels, right and down.
        paint translate: [f64; 2] = "fill-extrusion-translate",
        /// What the shift turns with.
        paint translate_anchor: TranslateAnchor = "fill-extrusion-translate-anchor" (Still "north is up"),
        /// Image repeated over the area instead of the colour.
        paint pattern: Option<Image> = "fill-extrusion-pattern",
        /// Height in metres.
        paint height: f64 = "fill-extrusion-height" (Still "seen from above a building is its footprint"),
        /// Height of the lower edge in metres.
        paint base: f64 = "fill-extrusion-base" (Still "seen from above a building is its footprint"),
        /// Whether the sides darken downwards.
        paint vertical_gradient: bool = "fill-extrusion-vertical-gradient" (Still "seen from above no sides are in view"),
    }
}
