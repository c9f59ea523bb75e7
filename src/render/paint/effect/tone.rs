//! Filters of single pixels that change their tone.

use super::pixel::{Rgba, byte, straight};
use crate::image::hsl::{from_hsl, to_hsl};

/// Replaces the color by its luminance.
pub(super) fn gray(p: &mut Rgba) {
    let [r, g, b, a] = *p;
    let luminance = (4915 * u32::from(r) + 9667 * u32::from(g) + 1802 * u32::from(b) + 8192) >> 14;
    let v = luminance as u8;
    *p = [v, v, v, a];
}

/// Replaces the color by the opposite one.
pub(super) fn invert(p: &mut Rgba) {
    let a = p[3];
    *p = [a.saturating_sub(p[0]), a.saturating_sub(p[1]), a.saturating_sub(p[2]), a];
}

/// Scales hue, saturation, lightness and alpha to the ranges given by their least and greatest values.
pub(super) fn scale_hsla(p: &mut Rgba, ranges: &[f64; 8]) {
    let [h0, h1, s0, s1, l0, l1, a0, a1] = *ranges;
    let Some((mut color, mut alpha)) = straight(*p) else {
        *p = [0; 4];
        return;
    };
    let mut new = p[3];
    if (a0, a1) != (0.0, 1.0) {
        alpha = (a0 + alpha * (a1 - a0)).min(1.0);
        if alpha <= 0.0 {
            *p = [0; 4];
            return;
        }
        new = byte(alpha);
    }
    if [h0, h1, s0, s1, l0, l1] != [0.0, 1.0, 0.0, 1.0, 0.0, 1.0] {
        let scaled = |v: f64, from: f64, to: f64| (from + v * (to - from)).clamp(0.0, 1.0);
        let [h, s, l] = to_hsl(color);
        color = from_hsl([scaled(h, h0, h1), scaled(s, s0, s1), scaled(l, l0, l1)]);
    }
    let [r, g, b] = color.map(|v| byte(v * alpha).min(new));
    *p = [r, g, b, new];
}
