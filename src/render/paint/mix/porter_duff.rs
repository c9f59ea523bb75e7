//! The operators of Porter and Duff.

use super::weight::{Rgba, covered, replaced, scaled, up};

pub(super) fn clear(_: Rgba, below: Rgba, cover: u8) -> Rgba {
    replaced(below, [0; 4], cover)
}

pub(super) fn source(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    replaced(below, source, cover)
}

pub(super) fn destination(_: Rgba, below: Rgba, _: u8) -> Rgba {
    below
}

pub(super) fn destination_over(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let source = covered(source, cover);
    let rest = 255 - below[3];
    let mixed = [0, 1, 2].map(|i| below[i].saturating_add(scaled(source[i], rest)));
    [mixed[0], mixed[1], mixed[2], union(source[3], below[3])]
}

pub(super) fn source_in(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    replaced(below, source.map(|v| scaled(v, below[3])), cover)
}

pub(super) fn source_out(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    replaced(below, source.map(|v| scaled(v, 255 - below[3])), cover)
}

pub(super) fn destination_in(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let kept = if cover == 255 { source[3] } else { 255 - scaled(255 - source[3], cover) };
    below.map(|v| scaled(v, kept))
}

pub(super) fn destination_out(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    // AGG rounds differently here.
    let kept = u32::from(255 - covered(source, cover)[3]);
    below.map(|v| ((u32::from(v) * kept + 8) >> 8) as u8)
}

pub(super) fn source_atop(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let source = covered(source, cover);
    let mixed = [0, 1, 2].map(|i| sum(source[i], below[3], below[i], 255 - source[3]));
    [mixed[0], mixed[1], mixed[2], below[3]]
}

pub(super) fn destination_atop(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let mixed = [0, 1, 2].map(|i| sum(below[i], source[3], source[i], 255 - below[3]));
    replaced(below, [mixed[0], mixed[1], mixed[2], source[3]], cover)
}

pub(super) fn xor(source: Rgba, below: Rgba, cover: u8) -> Rgba {
    let source = covered(source, cover);
    if source[3] == 0 {
        return below;
    }
    let mixed = [0, 1, 2].map(|i| sum(below[i], 255 - source[3], source[i], 255 - below[3]));
    let (a, b) = (u32::from(source[3]), u32::from(below[3]));
    let alpha = (a + b).saturating_sub((a * b + 127) >> 7);
    [mixed[0], mixed[1], mixed[2], alpha.min(255) as u8]
}

/// `a`·`by` + `b`·`with`.
fn sum(a: u8, by: u8, b: u8, with: u8) -> u8 {
    up(u32::from(a) * u32::from(by) + u32::from(b) * u32::from(with)).min(255) as u8
}

/// The alpha of two translucent pixels.
pub(super) fn union(a: u8, b: u8) -> u8 {
    (u32::from(a) + u32::from(b) - up(u32::from(a) * u32::from(b))).min(255) as u8
}
