//! The colors that people see who lack one kind of receptors (Wickline's simulation).

use super::pixel::{Rgba, straight};

/// A kind of color blindness: the point that confused colors lie in line with, and the line of the colors that are seen:
/// its slope and where it crosses x = 0.
pub(super) struct Blindness {
    x: f64,
    y: f64,
    slope: f64,
    start: f64,
}

/// Without receptors for red.
pub(super) const PROTANOPE: Blindness = Blindness { x: 0.7465, y: 0.2535, slope: 1.273_463, start: -0.073_894 };
/// Without receptors for green.
pub(super) const DEUTERANOPE: Blindness = Blindness { x: 1.4, y: -0.4, slope: 0.968_437, start: 0.003_331 };
/// Without receptors for blue.
pub(super) const TRITANOPE: Blindness = Blindness { x: 0.1748, y: 0.0, slope: 0.062_921, start: 0.292_119 };

const GAMMA: f64 = 2.2;

/// Replaces the color by the one that is seen.
pub(super) fn simulate(p: &mut Rgba, kind: &Blindness) {
    let Some((color, alpha)) = straight(*p) else {
        *p = [0; 4];
        return;
    };
    if let Some(seen) = seen(color, kind) {
        let [r, g, b] = seen.map(|v| (v * alpha).clamp(0.0, 1.0) * 255.0).map(|v| v as u8);
        *p = [r, g, b, p[3]];
    }
}

fn seen(color: [f64; 3], kind: &Blindness) -> Option<[f64; 3]> {
    let nonzero = |v: f64| if v.abs() < f64::EPSILON { f64::EPSILON * 2.0 } else { v };
    let [r, g, b] = color.map(|v| v.powf(GAMMA));
    let x = 0.412_424 * r + 0.357_579 * g + 0.180_464 * b;
    let y = 0.212_656 * r + 0.715_158 * g + 0.072_185_6 * b;
    let z = 0.019_332_4 * r + 0.119_193 * g + 0.950_444 * b;
    let chroma = [x / (x + y + z), y / (x + y + z)];
    // The line of colors that are confused with this one, and where it meets the colors that are seen.
    let run = chroma[0] - kind.x;
    let slope = (chroma[1] - kind.y) / run;
    if run.is_nan() || run.abs() < f64::EPSILON || (slope - kind.slope).abs() < f64::EPSILON {
        return None;
    }
    let start = chroma[1] - chroma[0] * slope;
    let meets = (kind.start - start) / (slope - kind.slope);
    let height = nonzero(slope * meets + start);
    let (x, z) = (meets * y / height, (1.0 - (meets + height)) * y / height);
    // What it takes to the gray of the same luminance.
    let (dx, dz) = (0.312_713 * y / 0.329_016 - x, 0.358_271 * y / 0.329_016 - z);
    let rgb = |x: f64, y: f64, z: f64| {
        [
            x * 3.240_71 + y * -1.537_26 + z * -0.498_571,
            x * -0.969_258 + y * 1.875_99 + z * 0.041_555_7,
            x * 0.055_635_2 + y * -0.203_996 + z * 1.057_07,
        ]
    };
    let (color, to_gray) = (rgb(x, y, z), rgb(dx, 0.0, dz).map(nonzero));
    // Colors that no screen has are moved towards that gray.
    let fits = [0, 1, 2].map(|i| (if color[i] < 0.0 { 0.0 } else { 1.0 } - color[i]) / to_gray[i]);
    let adjust = fits.into_iter().filter(|fit| (0.0..=1.0).contains(fit)).fold(0.0, f64::max);
    Some([0, 1, 2].map(|i| (color[i] + adjust * to_gray[i]).max(0.0).powf(1.0 / GAMMA)))
}
