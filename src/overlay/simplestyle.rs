//! Properties of features after simplestyle 1.1, with the defaults and the leniency of the library that Kartotherian
//! draws overlays with (`geojson-mapnikify`).

use serde_json::{Map, Value as Json};

use super::{
    appearance::LineLook,
    color::hex_digits,
    dash::dash_pattern,
    defaults::{FILL_OPACITY, GRAY, PIN_GRAY, WIDTH},
    mark::MarkerContent,
};
use crate::{
    image::pin::{Pin, PinSize, PinSymbol},
    style::{
        Color,
        symbolizer::{StrokeCap, StrokeJoin},
    },
};

/// What the properties of a feature say; `None` where they say nothing that is valid.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct SimpleStyle {
    stroke: Option<Color>,
    stroke_width: Option<f64>,
    stroke_opacity: Option<f64>,
    dashes: Vec<f64>,
    round: bool,
    fill: Option<Color>,
    fill_opacity: Option<f64>,
    size: Option<PinSize>,
    symbol: Option<PinSymbol>,
    color: Option<Color>,
    icon: Option<String>,
}

impl SimpleStyle {
    /// Reads the properties of a feature.
    pub(super) fn of(properties: Option<&Map<String, Json>>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let text = |key: &str| properties.get(key).and_then(Json::as_str);
        let number = |key: &str| number(properties.get(key)?);
        let stroke_width = number("stroke-width").map(|width| width.clamp(0.0, 1000.0));
        let symbol = match properties.get("marker-symbol") {
            Some(Json::String(symbol)) => symbol.clone(),
            Some(Json::Number(symbol)) => symbol.to_string(),
            _ => String::new(),
        };
        Self {
            stroke: text("stroke").and_then(hex_digits),
            stroke_width,
            stroke_opacity: number("stroke-opacity").map(|opacity| opacity.clamp(0.0, 1.0)),
            dashes: text("stroke-dasharray").and_then(dash_pattern).unwrap_or_default(),
            round: text("stroke-linecap") == Some("round"),
            fill: text("fill").and_then(hex_digits),
            fill_opacity: number("fill-opacity").map(|opacity| opacity.clamp(0.0, 1.0)),
            size: match text("marker-size") {
                Some("small") => Some(PinSize::Small),
                Some("large") => Some(PinSize::Large),
                _ => None,
            },
            symbol: PinSymbol::named(&symbol.to_ascii_lowercase()),
            color: text("marker-color").and_then(hex_digits),
            icon: text("marker-icon").map(str::to_owned),
        }
    }

    /// The line, or the outline of an area.
    pub(super) fn line(&self) -> LineLook {
        let color = self.stroke.unwrap_or(GRAY);
        LineLook {
            color: Color { a: color.a * self.stroke_opacity.unwrap_or(1.0), ..color },
            width: self.stroke_width.unwrap_or(WIDTH),
            dashes: self.dashes.clone(),
            cap: if self.round { StrokeCap::Round } else { StrokeCap::Butt },
            join: if self.round { StrokeJoin::Round } else { StrokeJoin::Miter },
        }
    }

    /// The color of an area.
    pub(super) fn fill_of_area(&self) -> Color {
        let color = self.fill.unwrap_or(GRAY);
        Color { a: color.a * self.fill_opacity.unwrap_or(FILL_OPACITY), ..color }
    }

    /// The color that a line is filled with: none, unless it has a color and an opacity.
    pub(super) fn fill_of_line(&self) -> Option<Color> {
        let (color, opacity) = (self.fill?, self.fill_opacity?);
        Some(Color { a: color.a * opacity, ..color })
    }

    /// The marker of a point.
    pub(super) fn marker(&self) -> MarkerContent {
        match &self.icon {
            Some(name) => MarkerContent::Icon(name.clone()),
            None => MarkerContent::Pin(Pin {
                size: self.size.unwrap_or(PinSize::Medium),
                symbol: self.symbol,
                color: self.color.map_or(PIN_GRAY, Color::to_bytes),
            }),
        }
    }
}

/// A number, or the text of one.
fn number(json: &Json) -> Option<f64> {
    let value = json.as_f64().or_else(|| json.as_str()?.trim().parse().ok())?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(json: serde_json::Value) -> SimpleStyle {
        SimpleStyle::of(json.as_object())
    }

    #[test]
    fn what_is_not_given_or_not_valid_has_the_defaults_of_the_original() {
        let plain =
            style(serde_json::json!({"stroke": "blue", "fill": 7, "stroke-width": "wide", "marker-color": "zzz"}));
        assert_eq!(plain.line(), LineLook::plain(GRAY, 2.0));
        assert_eq!(plain.fill_of_area(), Color { a: 0.6, ..GRAY });
        assert_eq!(plain.marker(), MarkerContent::Pin(Pin { size: PinSize::Medium, symbol: None, color: PIN_GRAY }));
        assert_eq!(plain.fill_of_line(), None);
    }

    #[test]
    fn numbers_may_be_texts_and_colors_need_no_sign() {
        let given = style(
            serde_json::json!({"stroke": "0f0", "stroke-width": "4", "stroke-opacity": 0.5, "fill": "#00f", "fill-opacity": "0.25"}),
        );
        assert_eq!(given.line(), LineLook::plain(Color::new(0.0, 1.0, 0.0, 0.5), 4.0));
        assert_eq!(given.fill_of_line(), Some(Color::new(0.0, 0.0, 1.0, 0.25)));
    }
}
