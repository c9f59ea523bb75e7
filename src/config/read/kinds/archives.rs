//! `mbtiles://`, `pmtiles://`, `file://`.

use std::path::PathBuf;

use url::Url;

use crate::{
    config::{
        read::{ConfigReader, fields::Fields, uri::SourceUri},
        schema::At,
    },
    diagnostic::Code,
    settings::{PmtilesLocation, PmtilesSettings},
};

/// The file or folder of a source: `params.path`, `pathname`, or the path in the URI.
pub(super) fn located(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    folder: bool,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<PathBuf> {
    let params_at = At::key(&at.path, "params");
    if let Some(node) = p.node("path") {
        return reader.required_file(node, At::key(&params_at.path, "path"), folder);
    }
    if let Some(node) = source.node("pathname") {
        return reader.required_file(node, At::key(&at.path, "pathname"), folder);
    }
    let node = source.node("uri")?;
    let at = At::key(&at.path, "uri");
    if uri.rest.is_empty() {
        let name = uri.scheme.names.first()?;
        let message = format!("{} does not name a path", at.subject);
        reader.checker.error(Code::BadUri, node, &at, message, format!("write `{name}://path`, or set `params.path`"));
        return None;
    }
    let path = reader.path(node, &uri.rest);
    reader.want(path.clone(), node, at, folder);
    Some(path)
}

/// `pmtiles://`
pub(super) fn pmtiles(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<PmtilesSettings> {
    let node = source.node("uri")?;
    let uri_at = At::key(&at.path, "uri");
    if uri.rest.starts_with("http://") || uri.rest.starts_with("https://") {
        return match Url::parse(&uri.rest) {
            Ok(url) => Some(PmtilesSettings { location: PmtilesLocation::Http(url) }),
            Err(error) => {
                reader.checker.error(
                    Code::BadUri,
                    node,
                    &uri_at,
                    format!("the URL of the archive is invalid: {error}"),
                    "write `pmtiles://https://host/path.pmtiles`",
                );
                None
            }
        };
    }
    if let Some(name) = uri.rest.trim_start_matches('/').strip_prefix("embedded/") {
        if name == "world" {
            return Some(PmtilesSettings { location: PmtilesLocation::Embedded("world") });
        }
        reader.checker.error(
            Code::MissingFile,
            node,
            &uri_at,
            format!("there is no embedded archive `{name}`"),
            "the only embedded archive is `pmtiles:///embedded/world`",
        );
        return None;
    }
    located(uri, source, p, at, false, reader).map(|path| PmtilesSettings { location: PmtilesLocation::File(path) })
}
