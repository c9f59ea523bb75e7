//! `/{source}/{z}/{x}/{y}[@{scale}x].{format}`

use http::{HeaderName, StatusCode, header::CONTENT_TYPE};

use crate::{
    service::{BackendObject, TileError, TileJob, TileRequest, TileResponse},
    settings::MissingTile,
    tile::Format,
};

use super::{
    handled::Subject,
    path::TilePath,
    reply::{self, ConfiguredHeaders, Reply, set},
    request_parts::RequestParts,
    site::Site,
};

/// The reply to a request for a tile, with its labels in metrics.
pub(super) async fn tile(site: &Site, request: &RequestParts<'_>, path: &TilePath<'_>) -> (Reply, Subject) {
    let job = match checked(site, request, path) {
        Ok(job) => job,
        Err(error) => {
            let subject = Subject {
                format: Format::parse(path.format).map_or("", Format::name),
                error: Some(error.statsd_name()),
                ..Subject::source(&site.service.public_source(&path.source))
            };
            return (reply::tile_error(&error, site.service.answers()), subject);
        }
    };
    let (reply, error) = match site.service.tile(&job, request.accepts, site.client(request)).await {
        Ok(response) => (made(site, request, &job, &response), None),
        Err(error) => (reply::tile_error(&error, site.service.answers()), Some(error.statsd_name())),
    };
    let subject = Subject {
        source: job.source.settings.id.to_string(),
        format: job.format.name(),
        zoom: Some(job.tile.z()),
        scale: path.scale.map(|_| job.scale),
        error,
        ..Subject::default()
    };
    (reply, subject)
}

fn checked(site: &Site, request: &RequestParts<'_>, path: &TilePath<'_>) -> Result<TileJob, TileError> {
    let source = site.service.public_source(&path.source)?;
    let lang = request.query.lang();
    let tile = TileRequest {
        z: path.z,
        x: path.x,
        y: path.y,
        scale: path.scale,
        format: path.format,
        lang: lang.as_deref(),
        detail: request.query.detail(),
    };
    tile.check(source)
}

fn made(site: &Site, request: &RequestParts<'_>, job: &TileJob, response: &TileResponse) -> Reply {
    let configured = ConfiguredHeaders::of(&site.service, &job.source);
    let mut headers = configured.defaults();
    let body = &response.body;
    if job.source.is_drawn() {
        set(&mut headers, HeaderName::from_static("x-vector-backend-object"), body.backend.name());
    }
    set(&mut headers, HeaderName::from_static("server-timing"), &timing(response));
    let no_content = job.format == Format::Pbf
        && body.backend == BackendObject::Empty
        && site.service.answers().missing_tile == MissingTile::NoContent;
    let mut reply = reply::stored(request, body, headers);
    if no_content && reply.status() == StatusCode::OK {
        *reply.status_mut() = StatusCode::NO_CONTENT;
        reply.headers_mut().remove(CONTENT_TYPE);
    }
    configured.override_in(&mut reply);
    reply::limit_incomplete(&mut reply, response);
    reply
}

/// The `Server-Timing` of a tile: its cache state and age, for the browser's network panel.
fn timing(response: &TileResponse) -> String {
    format!("cache;desc={}, age;dur={:.0}", response.state.name(), response.age.as_secs_f64() * 1000.0)
}
