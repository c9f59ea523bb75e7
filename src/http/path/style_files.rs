//! Paths of glyphs and sprites.

use percent_encoding::percent_decode_str;

use super::route::{Route, SpritePath};

/// The route of `/fonts/…` or `/sprites/…`, which styles in browsers load in addition to tiles.
pub(super) fn route<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    let decoded = |part: &'a str| percent_decode_str(part).decode_utf8().ok();
    let (_, rest) = bare.get(1..)?.split_once('/')?;
    let (second, last) = rest.split_once('/').filter(|(_, last)| !last.contains('/'))?;
    if folded.starts_with("/fonts/") {
        let (from, to) = last.strip_suffix(".pbf")?.split_once('-')?;
        let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        let whole = from % 256 == 0 && from < 0x1_0000 && to == from + 255;
        return whole.then_some(Route::Glyphs { stack: decoded(second)?, first: from });
    }
    if !folded.starts_with("/sprites/") {
        return None;
    }
    // `@` may be percent-encoded.
    let last = decoded(last)?;
    let (name, image) = match last.strip_suffix(".json") {
        Some(name) => (name, false),
        None => (last.strip_suffix(".png")?, true),
    };
    let (name, double) = match name.strip_suffix("@2x") {
        Some(name) => (name, true),
        None => (name, false),
    };
    Some(Route::Sprite(SpritePath { source: decoded(second)?, sprite: name.to_owned().into(), double, image }))
}
