//! The function of each mode.

use super::{
    hsl, hsv, porter_duff,
    separable::{self, Channel, always, byte, channels, each},
    weight::{Rgba, covered, scaled},
};
use crate::style::BlendMode;

/// Mixes a source with what is below it, to the part that its coverage says.
pub(in crate::render::paint) type MixFn = fn(Rgba, Rgba, u8) -> Rgba;

/// The function of `mode`; `None` if the source is laid over what is below.
pub(in crate::render::paint) fn function(mode: BlendMode) -> Option<MixFn> {
    Some(match mode {
        BlendMode::SourceOver => return None,
        BlendMode::Clear => porter_duff::clear,
        BlendMode::Source => porter_duff::source,
        BlendMode::Destination => porter_duff::destination,
        BlendMode::DestinationOver => porter_duff::destination_over,
        BlendMode::SourceIn => porter_duff::source_in,
        BlendMode::DestinationIn => porter_duff::destination_in,
        BlendMode::SourceOut => porter_duff::source_out,
        BlendMode::DestinationOut => porter_duff::destination_out,
        BlendMode::SourceAtop => porter_duff::source_atop,
        BlendMode::DestinationAtop => porter_duff::destination_atop,
        BlendMode::Xor => porter_duff::xor,
        BlendMode::Plus => plus,
        BlendMode::Minus => |s, d, cover| each(s, d, cover, |c| c.d - c.s),
        BlendMode::Multiply => |s, d, cover| each(s, d, cover, |c| byte(c.s * c.d + c.outside())),
        BlendMode::Screen => |s, d, cover| each(s, d, cover, |c| c.s + c.d - byte(c.s * c.d)),
        BlendMode::Overlay => |s, d, cover| each(s, d, cover, separable::overlay),
        BlendMode::Darken => |s, d, cover| each(s, d, cover, |c| byte(least(c) + c.outside())),
        BlendMode::Lighten => |s, d, cover| each(s, d, cover, |c| byte((c.s * c.da).max(c.d * c.sa) + c.outside())),
        BlendMode::ColorDodge => |s, d, cover| each(s, d, cover, separable::color_dodge),
        BlendMode::ColorBurn => |s, d, cover| each(s, d, cover, separable::color_burn),
        BlendMode::HardLight => |s, d, cover| each(s, d, cover, separable::hard_light),
        BlendMode::SoftLight => separable::soft_light,
        BlendMode::Difference => |s, d, cover| each(s, d, cover, |c| c.s + c.d - byte(2 * least(c))),
        BlendMode::Exclusion => {
            |s, d, cover| each(s, d, cover, |c| byte(c.s * c.da + c.d * c.sa - 2 * c.s * c.d + c.outside()))
        }
        BlendMode::Contrast => contrast,
        BlendMode::Invert => |s, d, cover| each(s, d, cover, |c| byte((c.da - c.d) * c.sa) + byte(c.d * (255 - c.sa))),
        BlendMode::InvertRgb => {
            |s, d, cover| each(s, d, cover, |c| byte((c.da - c.d) * c.s) + byte(c.d * (255 - c.sa)))
        }
        BlendMode::GrainMerge => |s, d, cover| each(s, d, cover, |c| c.s + c.d - 128),
        BlendMode::GrainExtract => grain_extract,
        BlendMode::LinearBurn => |s, d, cover| always(s, d, cover, |c| c.s + c.d - 255),
        BlendMode::Divide => |s, d, cover| always(s, d, cover, |c| (c.d << 8) / (c.s + 1)),
        BlendMode::Hue => |s, d, cover| hsv::mixed(s, d, cover, [true, false, false]),
        BlendMode::Saturation => |s, d, cover| hsv::mixed(s, d, cover, [false, true, false]),
        BlendMode::Color => hsl::color,
        BlendMode::Luminosity => |s, d, cover| hsv::mixed(s, d, cover, [false, false, true]),
    })
}

fn least(c: Channel) -> i32 {
    (c.s * c.da).min(c.d * c.sa)
}

fn plus(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let source = covered(source, cover);
    [0, 1, 2, 3].map(|i| source[i].saturating_add(below[i]))
}

fn contrast(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let [r, g, b] = channels(covered(source, cover), below, separable::contrast);
    [r, g, b, below[3]]
}

/// AGG ignores the coverage here.
fn grain_extract(source: Rgba, below: Rgba, _: u8) -> Rgba {
    let alpha = scaled(below[3], source[3]);
    let [r, g, b] = channels(source, below, |c| c.d - c.s + 128);
    let weighted = |v: u8| if alpha == 255 { v } else { scaled(v, alpha) };
    [weighted(r), weighted(g), weighted(b), alpha]
}
