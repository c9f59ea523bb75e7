//! Filters between colors and alpha.

use super::pixel::{Rgba, byte, straight};
use crate::style::Color;

/// Makes a pixel transparent as far as its color is that of `away`.
pub(super) fn color_to_alpha(p: &mut Rgba, away: Color) {
    let Some((color, alpha)) = straight(*p) else {
        *p = [0; 4];
        return;
    };
    let away = [away.r, away.g, away.b];
    let difference = |i: usize| match color[i] - away[i] {
        above if above > 0.0 => above / (1.0 - away[i]),
        below if below < 0.0 => -below / away[i],
        _ => 0.0,
    };
    let most = difference(0).max(difference(1)).max(difference(2));
    if most <= 0.0 {
        *p = [0; 4];
        return;
    }
    let new = byte(most * alpha);
    let part = |i: usize| byte(((color[i] - away[i]) / most + away[i]) * most).min(new);
    *p = [part(0), part(1), part(2), new];
}

/// Colors pixels by their alpha.
pub(super) fn colorize_alpha(pixels: &mut [Rgba], stops: &[(Color, Option<f64>)]) {
    let table = table(stops);
    for p in pixels.iter_mut().filter(|p| p[3] > 0) {
        let Some(color) = table.get(usize::from(p[3])) else { continue };
        let up = |a: u8, b: u8| ((u32::from(a) * u32::from(b) + 255) >> 8) as u8;
        let alpha = up(color[3], p[3]);
        *p = [up(color[0], alpha), up(color[1], alpha), up(color[2], alpha), alpha];
    }
}

/// The straight color of each alpha; empty if there are no colors.
fn table(stops: &[(Color, Option<f64>)]) -> Vec<Rgba> {
    let bytes = |c: Color| [c.r, c.g, c.b, c.a].map(byte);
    if let [(only, _)] = stops {
        return vec![bytes(*only); 256];
    }
    let step = 1.0 / (stops.len().max(2) - 1) as f64;
    let place = |(i, (color, at)): (usize, &(Color, Option<f64>))| {
        let at = at.unwrap_or(i as f64 * step).clamp(0.0, 1.0);
        ((at * 256.0).round() as usize, bytes(*color))
    };
    let mut places: Vec<_> = stops.iter().enumerate().map(place).collect();
    places.sort_by_key(|(at, _)| *at);
    let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { return Vec::new() };
    let mut table = vec![first.1; first.0];
    for pair in places.windows(2) {
        let &[(from, a), (to, b)] = pair else { continue };
        let length = (to - from + 1) as i32;
        for i in 0..(to - from) as i32 {
            table.push([0, 1, 2, 3].map(|c| between(a[c], b[c], i, length)));
        }
    }
    table.resize(256, last.1);
    table
}

/// The byte `i` steps of `length` from `a` to `b`, with the precision of AGG.
fn between(a: u8, b: u8, i: i32, length: i32) -> u8 {
    let slope = ((i32::from(b) - i32::from(a)) << 14) / length;
    (i32::from(a) + ((slope * i) >> 14)) as u8
}
