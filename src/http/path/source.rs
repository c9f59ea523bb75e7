//! Paths that start with the name of a source.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::route::{Route, TilePath};

/// The route of a source's tile, `info.json` or `style.json`.
pub(super) fn route<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    if folded.ends_with("/style.json") {
        let source = source(bare.get(..bare.len() - "/style.json".len())?)?;
        return Some(Route::Style { source });
    }
    if folded.ends_with("/info.json") {
        let source = source(bare.get(..bare.len() - "/info.json".len())?)?;
        return Some(Route::Info { source });
    }
    let mut parts = bare.rsplitn(4, '/');
    let (last, x, z, source_part) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let (y, rest) = last.split_at(last.bytes().take_while(u8::is_ascii_digit).count());
    let (scale, format) = match rest.strip_prefix('@') {
        None => (None, rest.strip_prefix('.')?),
        Some(rest) => {
            let (scale, rest) = rest.split_at(rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count());
            let format = rest.strip_prefix(['x', 'X'])?.strip_prefix('.')?;
            (Some(scale).filter(|s| !s.is_empty()), format)
        }
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_word = !format.is_empty() && format.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if rest.starts_with('@') && scale.is_none() || !is_word || ![z, x, y].into_iter().all(is_number) {
        return None;
    }
    Some(Route::Tile(TilePath { source: source(source_part)?, z, x, y, scale, format }))
}

/// The decoded source name in `part`, which starts with `/`: a letter, then a letter, digit, `-` or `_` (if there is a
/// second character), then anything. Kartotherian's pattern accepts the same names.
fn source(part: &str) -> Option<Cow<'_, str>> {
    let name = part.strip_prefix('/')?;
    let mut bytes = name.bytes();
    let starts_well = bytes.next()?.is_ascii_alphabetic()
        && bytes.next().is_none_or(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if starts_well { percent_decode_str(name).decode_utf8().ok() } else { None }
}
