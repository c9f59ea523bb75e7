//! The `hillshade` layer.

use maplibre_expr::Value as Reference;

use super::{Resampling, TranslateAnchor, properties};
use crate::style::{Color, PropertyValue, expression::Value};

/// One number or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers(pub Vec<f64>);

impl PropertyValue for Numbers {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Number(n) => Some(Self(vec![*n])),
            _ => Vec::from_value(value).map(Self),
        }
    }

    fn neutral() -> Self {
        Self(Vec::new())
    }
}

/// One colour or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Colors(pub Vec<Color>);

impl PropertyValue for Colors {
    fn from_value(value: &Value<'_>) -> Option<Self> {
        if let Value::Complex(v) = value
            && let Reference::ColorArray(colors) = v.as_ref()
        {
            return Some(Self(colors.clone()));
        }
        match Color::from_value(value) {
            Some(color) => Some(Self(vec![color])),
            None => Vec::from_value(value).map(Self),
        }
    }

    fn neutral() -> Self {
        Self(Vec::new())
    }
}

/// `hillshade-method`
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
    fn from_value(value: &Value<'_>) -> Option<Self> {
        Some(match value.as_str()? {
            "standard" => Self::Standard,
            "basic" => Self::Basic,
            "combined" => Self::Combined,
            "igor" => Self::Igor,
            "multidirectional" => Self::Multidirectional,
            _ => return None,
        })
    }

    fn neutral() -> Self {
        Self::Standard
    }
}

properties! {
    /// Shaded relief.
    pub struct HillshadeLayer {
        /// Where the light comes from, degrees from north.
        paint direction: Numbers = "hillshade-illumination-direction",
        /// How high the light stands, degrees.
        paint altitude: Numbers = "hillshade-illumination-altitude",
        /// What the light turns with.
        paint anchor: TranslateAnchor = "hillshade-illumination-anchor" (Still "north is up"),
        /// Strength, 0 to 1.
        paint exaggeration: f64 = "hillshade-exaggeration",
        /// Colour of slopes that face away.
        paint shadow_color: Colors = "hillshade-shadow-color",
        /// Colour of slopes that face the light.
        paint highlight_color: Colors = "hillshade-highlight-color",
        /// Colour of sharp terrain.
        paint accent_color: Color = "hillshade-accent-color",
        /// How it is computed.
        paint method: HillshadeMethod = "hillshade-method",
        /// How pixels are enlarged.
        paint resampling: Resampling = "resampling",
    }
}
