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
        paint "fill-extrusion-height" (Still "seen from above a building is its footprint"),
        paint "fill-extrusion-base" (Still "seen from above a building is its footprint"),
        paint "fill-extrusion-vertical-gradient" (Still "seen from above no sides are in view"),
    }
}
