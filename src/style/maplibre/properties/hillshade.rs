//! The properties of `hillshade` layers.

use super::table::properties;
use crate::style::layer::HillshadeLayer;

properties! {
    HillshadeLayer {
        paint "hillshade-illumination-direction" = direction,
        paint "hillshade-illumination-altitude" = altitude,
        paint "hillshade-illumination-anchor" (Still "north is up"),
        paint "hillshade-exaggeration" = exaggeration,
        paint "hillshade-shadow-color" = shadow_color,
        paint "hillshade-highlight-color" = highlight_color,
        paint "hillshade-accent-color" = accent_color,
        paint "hillshade-method" = method,
        paint "resampling" = resampling,
    }
}
