//! The settings of each kind of source, by the scheme of its URI.

mod archives;
mod babel;
mod http;
mod layers;
mod mirror;
mod postgis;

use super::{ConfigReader, fields::Fields, reference::reference, styles, uri::SourceUri};
use crate::{
    config::schema::At,
    settings::{FileTreeSettings, Json2tagsSettings, MbtilesSettings, OverzoomSettings, SourceKind},
};

/// Reads the kind of the source `id`, whose keys are `source`.
pub(super) fn read(
    id: &str,
    uri: &SourceUri,
    source: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<SourceKind> {
    let p = Fields::new(source.node("params"), uri.scheme.params);
    let params_at = At::key(&at.path, "params");
    match *uri.scheme.names.first()? {
        "postgis" => postgis::postgis(uri, source, p, &params_at, reader).map(SourceKind::Postgis),
        "http" => http::http(uri, source, p).map(SourceKind::Http),
        "mbtiles" => {
            let path = archives::located(uri, source, p, at, false, reader)?;
            Some(SourceKind::Mbtiles(MbtilesSettings { path }))
        }
        "pmtiles" => archives::pmtiles(uri, source, p, at, reader).map(SourceKind::Pmtiles),
        "file" => {
            let root = archives::located(uri, source, p, at, true, reader)?;
            Some(SourceKind::File(FileTreeSettings { root, extension: p.text("filetype")? }))
        }
        "overzoom" => Some(SourceKind::Overzoom(OverzoomSettings {
            source: reference(p.node("source"))?,
            max_zoom: p.integer("maxzoom")?,
            source_max_zoom: p.integer("sourceMaxzoom"),
        })),
        "json2tags" => {
            let tag = p.text("tag")?;
            let multi_tag = p.text("multiTag").unwrap_or_else(|| format!("{tag}_"));
            Some(SourceKind::Json2tags(Json2tagsSettings { source: reference(p.node("source"))?, tag, multi_tag }))
        }
        "babel" => babel::babel(p, &params_at, reader).map(SourceKind::Babel),
        "mirror" => mirror::mirror(p).map(SourceKind::Mirror),
        "layers" => layers::layers(p, &params_at, reader).map(SourceKind::Layers),
        "style" => styles::maplibre(id, uri, source, p, at, reader).map(SourceKind::Style),
        "tmstyle" => styles::carto(id, source, p, at, reader).map(SourceKind::Style),
        _ => None,
    }
}
