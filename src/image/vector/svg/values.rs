//! Numbers, lengths and colors.

use std::str::FromStr;

use roxmltree::Node;
use svgtypes::{Length, LengthUnit};

/// A number, or a length in pixels.
pub(super) fn number(text: &str) -> Option<f64> {
    number_or_percent(text).map(|(value, _)| value)
}

/// A number or a length in pixels, and whether it is a percentage; 100 % is 1.
pub(super) fn number_or_percent(text: &str) -> Option<(f64, bool)> {
    let Length { number, unit } = Length::from_str(text.trim()).ok()?;
    let factor = match unit {
        LengthUnit::None | LengthUnit::Px => 1.0,
        LengthUnit::Pt => 96.0 / 72.0,
        LengthUnit::Pc => 16.0,
        LengthUnit::Mm => 96.0 / 25.4,
        LengthUnit::Cm => 96.0 / 2.54,
        LengthUnit::In => 96.0,
        LengthUnit::Em => 10.0,
        LengthUnit::Ex => 5.0,
        LengthUnit::Percent => 0.01,
    };
    let value = number * factor;
    value.is_finite().then_some((value, unit == LengthUnit::Percent))
}

/// The length that an attribute says; 0 without it.
pub(super) fn length(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(number).unwrap_or(0.0)
}

/// A color; gray if it is unknown, as in Mapnik.
pub(super) fn color(text: &str) -> [u8; 4] {
    if text == "currentColor" {
        return [0, 0, 0, 255];
    }
    svgtypes::Color::from_str(text.trim()).map_or([100, 100, 100, 255], |c| [c.red, c.green, c.blue, c.alpha])
}

/// A transformation.
pub(super) fn transform(text: &str) -> Option<[f64; 6]> {
    let svgtypes::Transform { a, b, c, d, e, f } = svgtypes::Transform::from_str(text).ok()?;
    let all = [a, b, c, d, e, f];
    all.iter().all(|v| v.is_finite()).then_some(all)
}

/// The name in `url(#name)`.
pub(super) fn reference(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("url(")?.split_once(')')?.0;
    inner.trim().trim_matches(['"', '\'']).strip_prefix('#')
}

/// The name that `href` refers to.
pub(super) fn href<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let value = node.attribute(("http://www.w3.org/1999/xlink", "href")).or_else(|| node.attribute("href"))?;
    value.trim().strip_prefix('#')
}
