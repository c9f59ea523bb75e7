//! The `raster` layer.

use super::{Resampling, properties};

properties! {
    /// Image tiles.
    pub struct RasterLayer {
        /// Opacity.
        paint opacity: f64 = "raster-opacity",
        /// Turn around the colour wheel in degrees.
        paint hue_rotate: f64 = "raster-hue-rotate",
        /// What black becomes, 0 to 1.
        paint brightness_min: f64 = "raster-brightness-min",
        /// What white becomes, 0 to 1.
        paint brightness_max: f64 = "raster-brightness-max",
        /// -1 to 1.
        paint saturation: f64 = "raster-saturation",
        /// -1 to 1.
        paint contrast: f64 = "raster-contrast",
        /// How pixels are enlarged.
        paint resampling: Resampling = "raster-resampling",
        /// The newer name of `raster-resampling`.
        paint resampling_new: Resampling = "resampling",
        /// Ignored: a finished picture has faded in.
        paint fade_duration: f64 = "raster-fade-duration" (Still "a finished picture has faded in"),
    }
}
