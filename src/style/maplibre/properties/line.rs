//! The properties of `line` layers.

use super::table::properties;
use crate::style::layer::LineLayer;

properties! {
    LineLayer {
        layout "line-cap" = cap,
        layout "line-join" = join,
        layout "line-miter-limit" = miter_limit,
        layout "line-round-limit" = round_limit,
        layout "line-sort-key" = sort_key,
        paint "line-opacity" = opacity,
        paint "line-layer-opacity" = layer_opacity,
        paint "line-color" = color,
        paint "line-translate" = translate,
        paint "line-translate-anchor" (Still "north is up"),
        paint "line-width" = width,
        paint "line-gap-width" = gap_width,
        paint "line-offset" = offset,
        paint "line-blur" = blur,
        paint "line-dasharray" = dasharray,
        paint "line-pattern" = pattern,
        paint "line-gradient" = gradient,
    }
}
