//! The properties of `fill` layers.

use super::table::properties;
use crate::style::layer::FillLayer;

properties! {
    FillLayer {
        layout "fill-sort-key" = sort_key,
        paint "fill-antialias" = antialias,
        paint "fill-opacity" = opacity,
        paint "fill-layer-opacity" = layer_opacity,
        paint "fill-color" = color,
        paint "fill-outline-color" = outline_color,
        paint "fill-translate" = translate,
        paint "fill-translate-anchor" (Still "north is up"),
        paint "fill-pattern" = pattern,
    }
}
