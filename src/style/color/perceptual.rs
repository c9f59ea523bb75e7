//! CIE L\*a\*b\* and its polar form HCL, as in the style specification's `color_spaces.ts`: with D50 as white and alpha
//! unchanged. See <https://observablehq.com/@mbostock/lab-and-rgb>.

use super::rgba::Color;

/// Reference white.
const WHITE: [f64; 3] = [0.96422, 1.0, 0.82521];
const T0: f64 = 4.0 / 29.0;
const T1: f64 = 6.0 / 29.0;
const T2: f64 = 3.0 * T1 * T1;
const T3: f64 = T1 * T1 * T1;

/// L\* in `0.0..=100.0`, a\*, b\*.
pub(super) fn lab_of(color: Color) -> [f64; 3] {
    let linear = |v: f64| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
    let response = |t: f64| if t > T3 { t.cbrt() } else { t / T2 + T0 };
    let [r, g, b] = [color.r, color.g, color.b].map(linear);
    let y = response((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / WHITE[1]);
    let gray = r == g && g == b;
    let x = if gray { y } else { response((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / WHITE[0]) };
    let z = if gray { y } else { response((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / WHITE[2]) };
    [(116.0 * y - 16.0).max(0.0), 500.0 * (x - y), 200.0 * (y - z)]
}

/// The inverse of [`lab_of`]; channels outside of sRGB are clamped.
pub(super) fn from_lab([l, a, b]: [f64; 3], alpha: f64) -> Color {
    let linear = |t: f64| if t > T1 { t * t * t } else { T2 * (t - T0) };
    let channel = |v: f64| {
        let v = if v <= 0.00304 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 };
        v.clamp(0.0, 1.0)
    };
    let y = (l + 16.0) / 116.0;
    let [x, y, z] = [WHITE[0] * linear(y + a / 500.0), WHITE[1] * linear(y), WHITE[2] * linear(y - b / 200.0)];
    Color::new(
        channel(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        channel(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
        channel(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
        alpha,
    )
}

/// Hue in degrees (`None` for grays), chroma, L\*.
pub(super) fn hcl_of(color: Color) -> (Option<f64>, f64, f64) {
    let [l, a, b] = lab_of(color);
    let chroma = a.hypot(b);
    let is_gray = (chroma * 10_000.0).round() == 0.0;
    ((!is_gray).then(|| b.atan2(a).to_degrees().rem_euclid(360.0)), chroma, l)
}

/// The inverse of [`hcl_of`].
pub(super) fn from_hcl(hue: Option<f64>, chroma: f64, l: f64, alpha: f64) -> Color {
    let (sin, cos) = hue.unwrap_or(0.0).to_radians().sin_cos();
    from_lab([l, cos * chroma, sin * chroma], alpha)
}
