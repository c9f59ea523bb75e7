//! HSLuv: hue in degrees, saturation and lightness of 0 to 100, equally spaced for the eye. The formulas and constants
//! are those of its specification (<https://www.hsluv.org>).

const TO_RGB: [[f64; 3]; 3] = [
    [3.240969941904521, -1.537383177570093, -0.498610760293],
    [-0.96924363628087, 1.87596750150772, 0.041555057407175],
    [0.055630079696993, -0.20397695888897, 1.056971514242878],
];
const FROM_RGB: [[f64; 3]; 3] = [
    [0.41239079926595, 0.35758433938387, 0.18048078840183],
    [0.21263900587151, 0.71516867876775, 0.072192315360733],
    [0.019330818715591, 0.11919477979462, 0.95053215224966],
];
const WHITE_U: f64 = 0.19783000664283;
const WHITE_V: f64 = 0.46831999493879;
const KAPPA: f64 = 903.2962962;
const EPSILON: f64 = 0.0088564516;
/// Lightness of this much and more is white; of the rest to 100 and less, black.
const NEARLY_WHITE: f64 = 99.9999999;
const NEARLY_BLACK: f64 = 0.00000001;

/// Red, green and blue of 0 to 1.
pub(super) fn to_rgb([hue, saturation, lightness]: [f64; 3]) -> [f64; 3] {
    let (lightness, chroma) = if lightness > NEARLY_WHITE {
        (100.0, 0.0)
    } else if lightness < NEARLY_BLACK {
        (0.0, 0.0)
    } else {
        (lightness, max_chroma(lightness, hue) / 100.0 * saturation)
    };
    let radians = hue / 360.0 * 2.0 * std::f64::consts::PI;
    let (u, v) = (radians.cos() * chroma, radians.sin() * chroma);
    times(&TO_RGB, luv_to_xyz(lightness, u, v)).map(|c| match c <= 0.0031308 {
        true => 12.92 * c,
        false => 1.055 * c.powf(1.0 / 2.4) - 0.055,
    })
}

/// The hue, saturation and lightness of red, green and blue of 0 to 1.
pub(super) fn from_rgb(rgb: [f64; 3]) -> [f64; 3] {
    let linear = rgb.map(|c| if c > 0.04045 { ((c + 0.055) / 1.055).powf(2.4) } else { c / 12.92 });
    let [lightness, u, v] = xyz_to_luv(times(&FROM_RGB, linear));
    let chroma = u.hypot(v);
    let degrees = if chroma < 0.00000001 { 0.0 } else { v.atan2(u) * 180.0 / std::f64::consts::PI };
    let hue = if degrees < 0.0 { degrees + 360.0 } else { degrees };
    if lightness > NEARLY_WHITE {
        return [hue, 0.0, 100.0];
    }
    if lightness < NEARLY_BLACK {
        return [hue, 0.0, 0.0];
    }
    [hue, chroma / max_chroma(lightness, hue) * 100.0, lightness]
}

fn times(matrix: &[[f64; 3]; 3], [a, b, c]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[x, y, z]| x * a + y * b + z * c)
}

fn xyz_to_luv([x, y, z]: [f64; 3]) -> [f64; 3] {
    let divider = x + 15.0 * y + 3.0 * z;
    let lightness = if y <= EPSILON { y * KAPPA } else { 116.0 * y.cbrt() - 16.0 };
    if lightness == 0.0 {
        return [0.0; 3];
    }
    let (u, v) = (4.0 * x / divider, 9.0 * y / divider);
    [lightness, 13.0 * lightness * (u - WHITE_U), 13.0 * lightness * (v - WHITE_V)]
}

fn luv_to_xyz(lightness: f64, u: f64, v: f64) -> [f64; 3] {
    if lightness == 0.0 {
        return [0.0; 3];
    }
    let u = u / (13.0 * lightness) + WHITE_U;
    let v = v / (13.0 * lightness) + WHITE_V;
    let y = if lightness <= 8.0 { lightness / KAPPA } else { ((lightness + 16.0) / 116.0).powi(3) };
    let x = -(9.0 * y * u) / ((u - 4.0) * v - u * v);
    [x, y, (9.0 * y - 15.0 * v * y - v * x) / (3.0 * v)]
}

/// The largest chroma that can be shown with this lightness and hue.
fn max_chroma(lightness: f64, hue: f64) -> f64 {
    let angle = hue / 360.0 * std::f64::consts::PI * 2.0;
    let cube = (lightness + 16.0).powi(3) / 1560896.0;
    let scale = if cube > EPSILON { cube } else { lightness / KAPPA };
    let mut shortest = f64::INFINITY;
    for [m1, m2, m3] in TO_RGB {
        for t in [0.0, 1.0] {
            let top1 = (284517.0 * m1 - 94839.0 * m3) * scale;
            let top2 = (838422.0 * m3 + 769860.0 * m2 + 731718.0 * m1) * lightness * scale - 769860.0 * t * lightness;
            let bottom = (632260.0 * m3 - 126452.0 * m2) * scale + 126452.0 * t;
            let (slope, intercept) = (top1 / bottom, top2 / bottom);
            let length = intercept / (angle.sin() - slope * angle.cos());
            if length >= 0.0 {
                shortest = shortest.min(length);
            }
        }
    }
    shortest
}
