//! The `fill` layer.

use super::{Image, TranslateAnchor, properties};
use crate::style::Color;

properties! {
    /// Polygons.
    pub struct FillLayer {
        /// Features are drawn in ascending order of it.
        layout sort_key: Option<f64> = "fill-sort-key",
        /// Whether edges are smoothed.
        paint antialias: bool = "fill-antialias",
        /// Opacity of colour, outline and pattern.
        paint opacity: f64 = "fill-opacity",
        /// Opacity of the layer as a whole.
        paint layer_opacity: f64 = "fill-layer-opacity",
        /// Colour of the area.
        paint color: Color = "fill-color",
        /// Colour of a thin line around it; the area's where not given.
        paint outline_color: Option<Color> = "fill-outline-color",
        /// Shift in CSS pixels, right and down.
        paint translate: [f64; 2] = "fill-translate",
        /// What the shift turns with.
        paint translate_anchor: TranslateAnchor = "fill-translate-anchor" (Still "north is up"),
        /// Image repeated over the area instead of the colour.
        paint pattern: Option<Image> = "fill-pattern",
    }
}
