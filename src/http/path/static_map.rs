//! Static maps in karto's form, and in those of tileserver-gl and Mapbox.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::service::Spelling;

use super::{
    picture_size::PictureSize,
    route::{Route, StaticMapPath},
};

/// The route of a static map:
///
/// - `/{source}/static/{place}/{size}`
/// - `/styles/{source}/static/[raw/]{place}/{size}` (tileserver-gl)
/// - `/styles/v1/{user}/{source}/static/[{overlay}/]{place}/{size}` (Mapbox)
///
/// `{size}` is `{width}x{height}[@{scale}x][.{format}]`.
pub(super) fn route<'a>(bare: &'a str, folded: &str) -> Option<Route<'a>> {
    let at = folded.find("/static/")?;
    let (before, after) = (bare.get(1..at)?, bare.get(at + "/static/".len()..)?);
    let parts: Vec<&str> = before.split('/').collect();
    let is = |text: &str, name: &str| text.eq_ignore_ascii_case(name);
    let (spelling, id) = match parts.as_slice() {
        [styles, version, _, id] if is(styles, "styles") && is(version, "v1") => (Spelling::Mapbox, id),
        [styles, id] if is(styles, "styles") => (Spelling::TileServer, id),
        [id] => (Spelling::Own, id),
        _ => return None,
    };
    let (rest, size) = after.rsplit_once('/')?;
    let (overlay, place) = match (spelling, rest.rsplit_once('/')) {
        (_, None) => ("", rest),
        (Spelling::Mapbox, Some((overlay, place))) => (overlay, place),
        (Spelling::TileServer, Some((raw, place))) if is(raw, "raw") => ("", place),
        _ => return None,
    };
    let PictureSize { width, height, scale, format } = PictureSize::parse(size)?;
    Some(Route::StaticMap(StaticMapPath {
        spelling,
        source: decoded(id)?,
        overlay,
        place: decoded(place)?,
        width,
        height,
        scale,
        format,
    }))
}

fn decoded(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(path: &str) -> Option<(Spelling, String, String, String, String)> {
        let Some(Route::StaticMap(p)) = route(path, &path.to_ascii_lowercase()) else { return None };
        let size = format!("{}x{}@{}", p.width, p.height, p.scale.unwrap_or_default());
        Some((p.spelling, p.source.into_owned(), p.place.into_owned(), size, p.format.unwrap_or_default().to_owned()))
    }

    #[test]
    fn three_spellings_name_the_same_parts() {
        let expected = |spelling, format: &str| {
            Some((spelling, "osm".to_owned(), "9.5,47.1,12".to_owned(), "600x400@2".to_owned(), format.to_owned()))
        };
        assert_eq!(parts("/osm/static/9.5,47.1,12/600x400@2x.png"), expected(Spelling::Own, "png"));
        assert_eq!(parts("/styles/osm/static/9.5,47.1,12/600x400@2x.webp"), expected(Spelling::TileServer, "webp"));
        assert_eq!(parts("/styles/osm/static/raw/9.5,47.1,12/600x400@2x.jpg"), expected(Spelling::TileServer, "jpg"));
        assert_eq!(parts("/styles/v1/me/osm/static/9.5,47.1,12/600x400@2x"), expected(Spelling::Mapbox, ""));
        assert_eq!(parts("/styles/v1/me/osm/static/pin-s(1,2)/9.5,47.1,12/600x400@2x"), expected(Spelling::Mapbox, ""));
    }
}
