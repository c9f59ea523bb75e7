//! HSL: hue in degrees, saturation and lightness of 0 to 1.

use crate::style::carto::number::round_half_up;

/// Red, green and blue of 0 to 255.
pub(super) fn to_rgb([hue, saturation, lightness]: [f64; 3]) -> [f64; 3] {
    if saturation == 0.0 {
        return [(lightness * 255.0).clamp(0.0, 255.0); 3];
    }
    let high =
        if lightness < 0.5 { lightness * (1.0 + saturation) } else { lightness + saturation - lightness * saturation };
    let low = 2.0 * lightness - high;
    let turn = hue / 360.0;
    [turn + 1.0 / 3.0, turn, turn - 1.0 / 3.0].map(|t| {
        let t = if t < 0.0 { t + 1.0 } else { t };
        let t = if t > 1.0 { t - 1.0 } else { t };
        let channel = if 6.0 * t < 1.0 {
            low + (high - low) * 6.0 * t
        } else if 2.0 * t < 1.0 {
            high
        } else if 3.0 * t < 2.0 {
            low + (high - low) * ((2.0 / 3.0) - t) * 6.0
        } else {
            low
        };
        round_half_up(channel * 255.0).clamp(0.0, 255.0)
    })
}

/// The hue (`NaN` for gray), saturation and lightness.
pub(super) fn from_rgb(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|c| c.clamp(0.0, 255.0) / 255.0);
    let (min, max) = (r.min(g).min(b), r.max(g).max(b));
    let lightness = (max + min) / 2.0;
    if max == min {
        return [f64::NAN, 0.0, lightness];
    }
    let range = max - min;
    let saturation = if lightness < 0.5 { range / (max + min) } else { range / (2.0 - max - min) };
    let sixth = if r == max {
        (g - b) / range
    } else if g == max {
        2.0 + (b - r) / range
    } else {
        4.0 + (r - g) / range
    };
    let hue = sixth * 60.0;
    [if hue < 0.0 { hue + 360.0 } else { hue }, saturation, lightness]
}
