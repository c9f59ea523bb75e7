//! The mode that mixes hue, saturation and lightness.

use super::{
    porter_duff::union,
    weight::{Rgba, covered},
};
use crate::image::hsl::{from_hsl, to_hsl};

/// Hue and saturation of `source` with the lightness of `below`.
pub(super) fn color(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let source = covered(source, cover);
    if source[3] == 0 {
        return below;
    }
    let part = |[r, g, b, _]: Rgba| [r, g, b].map(|v| f64::from(v) / 255.0);
    let ([hue, saturation, _], [_, _, lightness]) = (to_hsl(part(source)), to_hsl(part(below)));
    let [r, g, b] = from_hsl([hue, saturation, lightness]).map(|v| (v * 255.0 + 0.5) as u8);
    [r, g, b, union(source[3], below[3])]
}
