//! The properties of `fill-extrusion` layers.

use super::table::properties;
use crate::style::layer::FillExtrusionLayer;

properties! {
    FillExtrusionLayer {
        paint "fill-extrusion-opacity" = opacity,
        paint "fill-extrusion-color" = color,
        paint "fill-extrusion-translate" = translate,
        paint "fill-extrusion-translate-anchor" (Still "north is up"),
        paint "fill-extrusion-pattern" = pattern,
        paint "fill-extrusion-height" (Still "only the footprint is visible from above"),
        paint "fill-extrusion-base" (Still "only the footprint is visible from above"),
        paint "fill-extrusion-vertical-gradient" (Still "sides are not visible from above"),
    }
}
