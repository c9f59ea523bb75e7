//! Raster layers.

use super::keyword::Resampling;
use crate::style::Property;

/// Raster tiles and images.
#[derive(Debug, Clone)]
pub struct RasterLayer {
    /// Opacity.
    pub opacity: Property<f64>,
    /// Rotation of hues in degrees.
    pub hue_rotate: Property<f64>,
    /// The brightness of black, 0 to 1.
    pub brightness_min: Property<f64>,
    /// The brightness of white, 0 to 1.
    pub brightness_max: Property<f64>,
    /// Change of saturation, -1 to 1.
    pub saturation: Property<f64>,
    /// Change of contrast, -1 to 1.
    pub contrast: Property<f64>,
    /// How pixels are scaled up.
    pub resampling: Property<Resampling>,
}

impl Default for RasterLayer {
    fn default() -> Self {
        Self {
            opacity: Property::unset(1.0),
            hue_rotate: Property::unset(0.0),
            brightness_min: Property::unset(0.0),
            brightness_max: Property::unset(1.0),
            saturation: Property::unset(0.0),
            contrast: Property::unset(0.0),
            resampling: Property::unset(Resampling::Linear),
        }
    }
}
