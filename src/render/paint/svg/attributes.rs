//! Colors and opacities as attributes.

use super::path::{number, units};
use crate::style::Color;

/// A color for SVG: an opaque color with a separate opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SvgColor {
    rgb: [u8; 3],
    alpha: f64,
}

impl SvgColor {
    /// Whether the color is invisible.
    pub(super) fn is_clear(self) -> bool {
        self.alpha < 0.001
    }

    /// This color with its opacity multiplied by `by`.
    pub(super) fn faded(self, by: f64) -> Self {
        Self { alpha: self.alpha * by, ..self }
    }

    /// This color, opaque.
    pub(super) fn solid(self) -> Self {
        Self { alpha: 1.0, ..self }
    }

    /// The opacity, 0 to 1.
    pub(super) fn alpha(self) -> f64 {
        self.alpha
    }

    /// ` fill="…"` with ` fill-opacity="…"` if it needs one. `name` is `fill`, `stroke` or `stop`.
    pub(super) fn attribute(self, name: &str) -> String {
        let color = if name == "stop" { "stop-color" } else { name };
        format!(r#" {color}="{}"{}"#, self.hex(), opacity(&format!("{name}-opacity"), self.alpha))
    }

    fn hex(self) -> String {
        let [r, g, b] = self.rgb;
        if self.rgb.iter().all(|c| c % 17 == 0) {
            return format!("#{:x}{:x}{:x}", r / 17, g / 17, b / 17);
        }
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

impl From<Color> for SvgColor {
    fn from(c: Color) -> Self {
        let byte = |v: f64| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
        Self { rgb: [byte(c.r), byte(c.g), byte(c.b)], alpha: c.a.clamp(0.0, 1.0) }
    }
}

/// The attribute ` name="0.5"`; empty if the value is 1.
pub(super) fn opacity(name: &str, value: f64) -> String {
    if value > 0.999 {
        return String::new();
    }
    // Thousandths are enough for 8 bits per channel.
    let text = format!("{:.3}", value.clamp(0.0, 1.0));
    let text = text.trim_end_matches('0').trim_end_matches('.').trim_start_matches('0');
    format!(r#" {name}="{}""#, if text.is_empty() { "0" } else { text })
}

/// Formats a length in pixels.
pub(super) fn length(pixels: f64) -> String {
    number(units(pixels))
}

/// Formats a factor or an offset that needs more precision than hundredths.
pub(super) fn fine(v: f64) -> String {
    let text = format!("{v:.5}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_short_and_have_a_separate_opacity() {
        let color = |r, g, b, a| SvgColor::from(Color::new(r, g, b, a));
        assert_eq!(color(1.0, 0.0, 0.2, 1.0).attribute("fill"), r##" fill="#f03""##);
        assert_eq!(color(0.5, 0.0, 0.2, 0.25).attribute("stroke"), r##" stroke="#800033" stroke-opacity=".25""##);
        assert_eq!(color(0.0, 0.0, 0.0, 0.0).attribute("stop"), r##" stop-color="#000" stop-opacity="0""##);
    }

    #[test]
    fn factors_keep_five_digits() {
        assert_eq!((fine(1.0), fine(-0.000001), fine(0.76923)), ("1".into(), "0".into(), "0.76923".into()));
    }
}
