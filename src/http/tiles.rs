//! `/{source}/{z}/{x}/{y}[@{scale}x].{format}`

use http::{HeaderMap, HeaderName, StatusCode};

use crate::{
    service::{Substance, TileError, TileRequest, Wanted},
    settings::MissingTile,
    tile::{Format, Scale},
};

use super::{
    Site,
    ask::Ask,
    path::TilePath,
    reply::{self, Reply, lay_over, set},
};

/// What an answer was about, for the metrics.
#[derive(Debug, Default)]
pub struct About {
    /// A configured source, or empty.
    pub source: String,
    /// Format, or empty.
    pub format: &'static str,
    /// Zoom of a tile that may be asked for.
    pub zoom: Option<u8>,
    /// Scale, if the request named one.
    pub scale: Option<Scale>,
    /// The original's name for what went wrong.
    pub error: Option<&'static str>,
}

/// The tile, or why there is none.
pub async fn tile(site: &Site, ask: &Ask<'_>, path: &TilePath<'_>) -> (Reply, About) {
    let wanted = match checked(site, ask, path) {
        Ok(wanted) => wanted,
        Err(error) => {
            // Only names of the configuration become labels: outsiders must not fill the metrics.
            let known = site.service.public_source(&path.source).map(|s| s.settings.id.to_string());
            let about = About {
                source: known.unwrap_or_default(),
                format: Format::parse(path.format).map_or("", Format::name),
                error: Some(error.statsd_name()),
                ..About::default()
            };
            return (reply::tile_error(&error, site.service.answers()), about);
        }
    };
    let (reply, error) = match made(site, ask, &wanted).await {
        Ok(reply) => (reply, None),
        Err(error) => (reply::tile_error(&error, site.service.answers()), Some(error.statsd_name())),
    };
    let about = About {
        source: wanted.source.settings.id.to_string(),
        format: wanted.format.name(),
        zoom: Some(wanted.tile.z()),
        scale: path.scale.map(|_| wanted.scale),
        error,
    };
    (reply, about)
}

fn checked(site: &Site, ask: &Ask<'_>, path: &TilePath<'_>) -> Result<Wanted, TileError> {
    let source = site.service.public_source(&path.source)?;
    let lang = ask.query.lang();
    let request = TileRequest {
        source: &path.source,
        z: path.z,
        x: path.x,
        y: path.y,
        scale: path.scale,
        format: path.format,
        lang: lang.as_deref(),
        detail: ask.query.detail(),
    };
    request.check(source)
}

async fn made(site: &Site, ask: &Ask<'_>, wanted: &Wanted) -> Result<Reply, TileError> {
    let answer = site.service.tile(wanted, ask.accepts).await?;
    let mut headers = HeaderMap::new();
    let (server, source) = (&site.service.settings().server, &wanted.source.settings);
    lay_over(&mut headers, &server.default_headers);
    lay_over(&mut headers, &source.default_headers);
    if wanted.source.is_drawn() {
        set(&mut headers, HeaderName::from_static("x-vector-backend-object"), answer.content.substance.name());
    }
    set(&mut headers, HeaderName::from_static("server-timing"), &reply::timing(&answer));
    let no_content = wanted.format == Format::Pbf
        && answer.content.substance == Substance::Empty
        && site.service.answers().missing_tile == MissingTile::NoContent;
    let mut reply = reply::content(ask, &answer.content, headers);
    if no_content && reply.status() == StatusCode::OK {
        *reply.status_mut() = StatusCode::NO_CONTENT;
        reply.headers_mut().remove(http::header::CONTENT_TYPE);
    }
    lay_over(reply.headers_mut(), &server.override_headers);
    lay_over(reply.headers_mut(), &source.override_headers);
    Ok(reply)
}
