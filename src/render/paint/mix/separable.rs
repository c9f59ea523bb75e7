//! Modes that mix each channel on its own.

use super::{
    porter_duff::union,
    weight::{Rgba, covered},
};

/// One channel of source and destination with their alphas, as numbers from 0 to 255.
#[derive(Clone, Copy)]
pub(super) struct Channel {
    pub s: i32,
    pub d: i32,
    pub sa: i32,
    pub da: i32,
}

impl Channel {
    /// What is outside of the other one, times 255.
    pub(super) fn outside(self) -> i32 {
        self.s * (255 - self.da) + self.d * (255 - self.sa)
    }
}

/// Mixes each channel by `mix`, and joins the alphas.
pub(super) fn each(source: Rgba, below: Rgba, cover: u8, mix: impl Fn(Channel) -> i32) -> Rgba {
    if covered(source, cover)[3] == 0 { below } else { always(source, below, cover, mix) }
}

/// Like [`each`], but mixes transparent pixels too.
pub(super) fn always(source: Rgba, below: Rgba, cover: u8, mix: impl Fn(Channel) -> i32) -> Rgba {
    let source = covered(source, cover);
    let [r, g, b] = channels(source, below, mix);
    [r, g, b, union(source[3], below[3])]
}

/// The mixed colors.
pub(super) fn channels(source: Rgba, below: Rgba, mix: impl Fn(Channel) -> i32) -> [u8; 3] {
    let (sa, da) = (i32::from(source[3]), i32::from(below[3]));
    [0, 1, 2].map(|i| mix(Channel { s: i32::from(source[i]), d: i32::from(below[i]), sa, da }).clamp(0, 255) as u8)
}

/// A sum of products of bytes as a byte, rounded up.
pub(super) fn byte(product: i32) -> i32 {
    (product + 255) >> 8
}

pub(super) fn overlay(c: Channel) -> i32 {
    let Channel { s, d, sa, da } = c;
    // AGG rounds only one of the halves.
    if 2 * d < da { (2 * s * d + c.outside()) >> 8 } else { byte(sa * da - 2 * (da - d) * (sa - s) + c.outside()) }
}

pub(super) fn hard_light(c: Channel) -> i32 {
    let Channel { s, d, sa, da } = c;
    if 2 * s < sa { (2 * s * d + c.outside()) >> 8 } else { byte(sa * da - 2 * (da - d) * (sa - s) + c.outside()) }
}

pub(super) fn color_dodge(c: Channel) -> i32 {
    let Channel { s, d, sa, da } = c;
    if s * da + d * sa >= sa * da {
        return byte(sa * da + c.outside());
    }
    d * sa / (255 - (s << 8) / sa).max(1) + byte(c.outside())
}

pub(super) fn color_burn(c: Channel) -> i32 {
    let Channel { s, d, sa, da } = c;
    let above = s * da + d * sa - sa * da;
    match s {
        _ if above <= 0 => c.outside() >> 8,
        0 => 0,
        _ => byte(sa * above / s + c.outside()),
    }
}

pub(super) fn contrast(c: Channel) -> i32 {
    let Channel { s, d, sa, da } = c;
    let (half_source, half) = (sa >> 1, da >> 1);
    ((((d - half) * ((s - half_source) * 2 + 255)) >> 8) + half).clamp(0, da)
}

/// Soft light is computed with fractions.
pub(super) fn soft_light(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    if source[3] == 0 || cover == 0 {
        return below;
    }
    let part = |v: u8| f64::from(v) * f64::from(cover) / (255.0 * 255.0);
    let (sa, da) = (part(source[3]), f64::from(below[3].max(1)) / 255.0);
    let mixed = |s: u8, d: u8| {
        let (s, d) = (part(s), f64::from(d) / 255.0);
        let (light, straight) = (2.0 * s - sa, if da < 1.0 { d / da } else { d });
        let within = if light < 0.0 {
            d * (sa + (1.0 - straight) * light)
        } else if 8.0 * d <= da {
            d * (sa + (1.0 - straight) * light * (3.0 - 8.0 * straight))
        } else {
            d * sa + (straight.sqrt() * da - d) * light
        };
        // The nearest byte.
        ((within + s * (1.0 - da) + d * (1.0 - sa)) * 255.0 + 0.5) as u8
    };
    let [r, g, b] = [mixed(source[0], below[0]), mixed(source[1], below[1]), mixed(source[2], below[2])];
    [r, g, b, union(covered(source, cover)[3], below[3])]
}
