//! The `circle` layer.

use super::{Alignment, TranslateAnchor, properties};
use crate::style::Color;

properties! {
    /// Discs.
    pub struct CircleLayer {
        /// Features are drawn in ascending order of it.
        layout sort_key: Option<f64> = "circle-sort-key",
        /// Radius in CSS pixels.
        paint radius: f64 = "circle-radius",
        /// Colour.
        paint color: Color = "circle-color",
        /// Blur in radii.
        paint blur: f64 = "circle-blur",
        /// Opacity.
        paint opacity: f64 = "circle-opacity",
        /// Shift in CSS pixels, right and down.
        paint translate: [f64; 2] = "circle-translate",
        /// What the shift turns with.
        paint translate_anchor: TranslateAnchor = "circle-translate-anchor" (Still "north is up"),
        /// What the size follows in a tilted map.
        paint pitch_scale: TranslateAnchor = "circle-pitch-scale" (Still "the map is not tilted"),
        /// How the disc lies in a tilted map.
        paint pitch_alignment: Alignment = "circle-pitch-alignment" (Still "the map is not tilted"),
        /// Width of the rim in CSS pixels.
        paint stroke_width: f64 = "circle-stroke-width",
        /// Colour of the rim.
        paint stroke_color: Color = "circle-stroke-color",
        /// Opacity of the rim.
        paint stroke_opacity: f64 = "circle-stroke-opacity",
    }
}
