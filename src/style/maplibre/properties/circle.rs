//! The properties of `circle` layers.

use super::table::properties;
use crate::style::layer::CircleLayer;

properties! {
    CircleLayer {
        layout "circle-sort-key" = sort_key,
        paint "circle-radius" = radius,
        paint "circle-color" = color,
        paint "circle-blur" = blur,
        paint "circle-opacity" = opacity,
        paint "circle-translate" = translate,
        paint "circle-translate-anchor" (Still "north is up"),
        paint "circle-pitch-scale" (Still "the map is not tilted"),
        paint "circle-pitch-alignment" (Still "the map is not tilted"),
        paint "circle-stroke-width" = stroke_width,
        paint "circle-stroke-color" = stroke_color,
        paint "circle-stroke-opacity" = stroke_opacity,
    }
}
