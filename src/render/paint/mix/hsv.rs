//! Modes that mix hue, saturation and value.

use super::{
    porter_duff::union,
    weight::{Rgba, covered},
};

/// Hue (0 to 1), saturation and value of premultiplied bytes.
type Hsv = [f32; 3];

/// Replaces hue, saturation and value of `below` by those of `source` where `takes` says so.
pub(super) fn mixed(source: Rgba, below: Rgba, cover: u8, takes: [bool; 3]) -> Rgba {
    let source = covered(source, cover);
    if source[3] == 0 {
        return below;
    }
    let (ours, theirs) = (hsv(source), hsv(below));
    let [r, g, b] = rgb([0, 1, 2].map(|i| if takes[i] { ours[i] } else { theirs[i] }));
    [r, g, b, union(source[3], below[3])]
}

fn hsv([r, g, b, _]: Rgba) -> Hsv {
    let [r, g, b] = [r, g, b].map(|v| f32::from(v) / 255.0);
    let (least, value) = (r.min(g).min(b), r.max(g).max(b));
    let range = value - least;
    if value <= 0.0 || range < 0.001 {
        return [0.0, 0.0, value];
    }
    let sixth = if (value - r).abs() < 0.0001 {
        (g - b) / range
    } else if (value - g).abs() < 0.0001 {
        2.0 + (b - r) / range
    } else {
        4.0 + (r - g) / range
    };
    [(sixth / 6.0).rem_euclid(1.0), range / value, value]
}

fn rgb([hue, saturation, value]: Hsv) -> [u8; 3] {
    let sixth = hue * 6.0;
    let part = sixth - sixth.floor();
    let (low, falling, rising) =
        (value * (1.0 - saturation), value * (1.0 - saturation * part), value * (1.0 - saturation * (1.0 - part)));
    let mixed = match sixth as u32 {
        0 => [value, rising, low],
        1 => [falling, value, low],
        2 => [low, value, rising],
        3 => [low, falling, value],
        4 => [rising, low, value],
        _ => [value, low, falling],
    };
    mixed.map(|v| (v * 255.0 + 0.5) as u8)
}
