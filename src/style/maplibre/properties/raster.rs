//! The properties of `raster` layers.

use super::table::properties;
use crate::style::layer::RasterLayer;

properties! {
    RasterLayer {
        paint "raster-opacity" = opacity,
        paint "raster-hue-rotate" = hue_rotate,
        paint "raster-brightness-min" = brightness_min,
        paint "raster-brightness-max" = brightness_max,
        paint "raster-saturation" = saturation,
        paint "raster-contrast" = contrast,
        paint "raster-resampling" = resampling,
        paint "resampling" = resampling,
        paint "raster-fade-duration" (Still "pictures show the final state"),
    }
}
