//! Colors as CartoCSS computes with them: by hue, saturation and lightness.

mod hsl;
mod hsluv;

use super::number::{number_text, round_half_up};

/// A color in HSL, or, if it is perceptual, in HSLuv.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct HueColor {
    /// The hue in degrees; may be `NaN` for gray.
    pub(super) hue: f64,
    /// From 0 to 1.
    pub(super) saturation: f64,
    /// From 0 to 1.
    pub(super) lightness: f64,
    /// The opacity.
    pub(super) alpha: f64,
    /// Whether it is in HSLuv.
    pub(super) perceptual: bool,
}

impl HueColor {
    /// A color from its parts, which are brought into range.
    pub(super) fn new([hue, saturation, lightness]: [f64; 3], alpha: f64, perceptual: bool) -> Self {
        // `clamp` keeps NaN, as is meant
        let (hue, saturation, lightness) =
            (hue.clamp(0.0, 360.0), saturation.clamp(0.0, 1.0), lightness.clamp(0.0, 1.0));
        Self { hue, saturation, lightness, alpha, perceptual }
    }

    /// A color from red, green and blue of 0 to 255.
    pub(super) fn from_rgb(rgb: [f64; 3], alpha: f64) -> Self {
        Self::new(hsl::from_rgb(rgb), alpha, false)
    }

    /// A perceptual color from red, green and blue of 0 to 255.
    pub(super) fn perceptual_from_rgb(rgb: [f64; 3], alpha: f64) -> Self {
        let [hue, saturation, lightness] = hsluv::from_rgb(rgb.map(|c| c / 255.0));
        Self::new([hue, saturation / 100.0, lightness / 100.0], alpha, true)
    }

    /// Red, green and blue of 0 to 255, rounded.
    pub(super) fn rgb(&self) -> [f64; 3] {
        let parts = [self.hue, self.saturation, self.lightness];
        match self.perceptual {
            true => hsluv::to_rgb([parts[0], parts[1] * 100.0, parts[2] * 100.0]).map(|c| round_half_up(c * 255.0)),
            false => hsl::to_rgb(parts).map(round_half_up),
        }
    }

    /// The color as perceptual color.
    pub(super) fn to_perceptual(self) -> Self {
        if self.perceptual { self } else { Self::perceptual_from_rgb(self.rgb(), self.alpha) }
    }

    /// The color as HSL color.
    pub(super) fn to_standard(self) -> Self {
        if self.perceptual { Self::from_rgb(self.rgb(), self.alpha) } else { self }
    }

    /// The hue, 0 for gray.
    pub(super) fn degrees(&self) -> f64 {
        if self.hue.is_nan() { 0.0 } else { self.hue }
    }

    /// The text in Mapnik XML: `#rrggbb`, or `rgba(…)` if it is transparent.
    pub(super) fn text(&self) -> String {
        let [r, g, b] = self.rgb();
        if self.alpha < 1.0 {
            let alpha = round_half_up(self.alpha * 100.0) / 100.0;
            return format!("rgba({}, {}, {}, {})", number_text(r), number_text(g), number_text(b), number_text(alpha));
        }
        let byte = |c: f64| c.clamp(0.0, 255.0) as u8;
        format!("#{:02x}{:02x}{:02x}", byte(r), byte(g), byte(b))
    }
}

#[cfg(test)]
mod tests {
    use super::HueColor;

    #[test]
    fn colors_survive_the_way_through_hues() {
        for rgb in [[0.0, 0.0, 0.0], [255.0, 255.0, 255.0], [18.0, 52.0, 86.0], [255.0, 127.0, 0.0]] {
            assert_eq!(HueColor::from_rgb(rgb, 1.0).rgb(), rgb);
            assert_eq!(HueColor::perceptual_from_rgb(rgb, 1.0).rgb(), rgb);
        }
        assert_eq!(HueColor::from_rgb([255.0, 0.0, 0.0], 0.5).text(), "rgba(255, 0, 0, 0.5)");
    }
}
