//! Shaded relief.

use super::keyword::Resampling;
use crate::style::{
    Color, Property, PropertyValue,
    expression::Value,
    property::{Colors, Numbers},
};

/// How relief is shaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HillshadeMethod {
    /// MapLibre's own.
    Standard,
    /// Lambert's cosine.
    Basic,
    /// GDAL's combined shading.
    Combined,
    /// Igor's, without darkening flat land.
    Igor,
    /// Light from several sides.
    Multidirectional,
}

impl PropertyValue for HillshadeMethod {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Some(match value.as_str()? {
            "standard" => Self::Standard,
            "basic" => Self::Basic,
            "combined" => Self::Combined,
            "igor" => Self::Igor,
            "multidirectional" => Self::Multidirectional,
            _ => return None,
        })
    }
}

/// Shaded relief.
#[derive(Debug, Clone)]
pub struct HillshadeLayer {
    /// Where the light comes from, degrees from north.
    pub direction: Property<Numbers>,
    /// Height of the light above the horizon, degrees.
    pub altitude: Property<Numbers>,
    /// Strength, 0 to 1.
    pub exaggeration: Property<f64>,
    /// Color of slopes that face away.
    pub shadow_color: Property<Colors>,
    /// Color of slopes that face the light.
    pub highlight_color: Property<Colors>,
    /// Color of sharp terrain.
    pub accent_color: Property<Color>,
    /// How it is computed.
    pub method: Property<HillshadeMethod>,
    /// How pixels are enlarged.
    pub resampling: Property<Resampling>,
}

impl Default for HillshadeLayer {
    fn default() -> Self {
        Self {
            direction: Property::unset(Numbers(vec![335.0])),
            altitude: Property::unset(Numbers(vec![45.0])),
            exaggeration: Property::unset(0.5),
            shadow_color: Property::unset(Colors(vec![Color::BLACK])),
            highlight_color: Property::unset(Colors(vec![Color::WHITE])),
            accent_color: Property::unset(Color::BLACK),
            method: Property::unset(HillshadeMethod::Standard),
            resampling: Property::unset(Resampling::Linear),
        }
    }
}
