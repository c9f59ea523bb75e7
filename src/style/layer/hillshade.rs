//! Hillshade layers.

use super::keyword::Resampling;
use crate::style::{
    Color, Property, PropertyValue,
    expression::Value,
    property::{Colors, Numbers},
};

/// The method of shading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HillshadeMethod {
    /// MapLibre's own method.
    Standard,
    /// Lambert's cosine law.
    Basic,
    /// GDAL's combined shading.
    Combined,
    /// Igor's method, which does not darken flat land.
    Igor,
    /// Light from several directions.
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
    /// Direction of the light in degrees clockwise from north.
    pub direction: Property<Numbers>,
    /// Height of the light above the horizon in degrees.
    pub altitude: Property<Numbers>,
    /// Strength, 0 to 1.
    pub exaggeration: Property<f64>,
    /// Color of slopes that face away from the light.
    pub shadow_color: Property<Colors>,
    /// Color of slopes that face the light.
    pub highlight_color: Property<Colors>,
    /// Color of rugged terrain.
    pub accent_color: Property<Color>,
    /// The method of shading.
    pub method: Property<HillshadeMethod>,
    /// How pixels are scaled up.
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
