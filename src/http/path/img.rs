//! `/img/{source},{zoom},{lat},{lon},{width}x{height}[@{scale}x].{format}`

use percent_encoding::percent_decode_str;

use super::{
    picture_size::PictureSize,
    route::{ImgPath, Route},
};

/// The route of a picture in Kartotherian's form. As in its router, the extension may be missing.
pub(super) fn route<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    let rest = if folded.starts_with("/img/") { bare.get("/img/".len()..)? } else { return None };
    let mut parts = rest.rsplitn(5, ',');
    let (last, lon, lat, zoom, source) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let PictureSize { width, height, scale, format } = PictureSize::parse(last)?;
    let format = format.unwrap_or("undefined");
    let is_auto = |text: &str| text.eq_ignore_ascii_case("a");
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_degrees =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    let is_place = (is_auto(zoom) || is_number(zoom)) && [lat, lon].iter().all(|at| is_auto(at) || is_degrees(at));
    let source = percent_decode_str(source).decode_utf8().ok()?;
    let mut letters = source.bytes();
    let is_source = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        && letters.next().is_none_or(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (is_place && is_source).then_some(Route::Img(ImgPath { source, zoom, lat, lon, width, height, scale, format }))
}
