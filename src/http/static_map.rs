//! Static maps in karto's form, and in those of tileserver-gl and Mapbox.

use std::sync::Arc;

use http::{HeaderMap, Method, header::CACHE_CONTROL};

use crate::{
    service::{ErrorKind, ServedSource, StaticMapError, StaticMapOptions, StaticMapRequest, TileResponse},
    tile::Format,
};

use super::{
    handled::Subject,
    path::StaticMapPath,
    reply::{self, ConfiguredHeaders, Reply, set},
    request_parts::RequestParts,
    site::Site,
};

/// How long clients may keep a picture, as in Kartotherian.
const CACHING: &str = "max-age=3600";

/// The reply to a request for a static map, with its labels in metrics. `body` is that of a POST request.
pub(super) async fn static_map(
    site: &Site,
    request: &RequestParts<'_>,
    path: &StaticMapPath<'_>,
    body: &[u8],
) -> (Reply, Subject) {
    let known = site.service.public_source(&path.source);
    let format = path.format.unwrap_or("png");
    let mut subject = Subject { format: Format::parse(format).map_or("", Format::name), ..Subject::source(&known) };
    let reply = match known {
        Ok(source) => picture(site, request, path, body, source, &mut subject).await,
        Err(error) => Err(error.into()),
    };
    match reply {
        Ok(reply) => (reply, subject),
        Err(error) => {
            subject.error = Some(error.statsd_name());
            (failed(site, request, path, &error).await, subject)
        }
    }
}

async fn picture(
    site: &Site,
    request: &RequestParts<'_>,
    path: &StaticMapPath<'_>,
    body: &[u8],
    source: &Arc<ServedSource>,
    subject: &mut Subject,
) -> Result<Reply, StaticMapError> {
    let mut options = StaticMapOptions::of_query(request.query.pairs());
    if !body.is_empty() {
        options.add_body(body)?;
    }
    let asked = StaticMapRequest {
        spelling: path.spelling,
        overlay: path.overlay.to_owned(),
        place: path.place.to_string(),
        width: path.width.to_owned(),
        height: path.height.to_owned(),
        scale: path.scale.map(str::to_owned),
        format: path.format.map(str::to_owned),
        options,
    };
    let job = site.service.static_map_job(source, asked).await?;
    subject.zoom = Some((job.view.zoom + 1.0) as u8);
    subject.scale = Some(job.scale);
    let response = site.service.static_map(job, request.accepts, site.client(request)).await?;
    Ok(made(site, request, source, &response))
}

/// The reply with a picture.
pub(super) fn made(site: &Site, request: &RequestParts<'_>, source: &ServedSource, response: &TileResponse) -> Reply {
    let configured = ConfiguredHeaders::of(&site.service, source);
    let mut headers = configured.defaults();
    // Caches do not keep answers to POST.
    set(&mut headers, CACHE_CONTROL, if request.method == Method::POST { "no-store" } else { CACHING });
    let mut reply = reply::stored(request, &response.body, headers);
    configured.override_in(&mut reply);
    reply::limit_incomplete(&mut reply, response);
    reply
}

/// The reply to a request that failed: text, or a picture that shows it if the configuration or the request says so. The
/// status is the same.
async fn failed(site: &Site, request: &RequestParts<'_>, path: &StaticMapPath<'_>, error: &StaticMapError) -> Reply {
    let reply = reply::static_map_error(error, site.service.answers());
    let wants = match request.query.get("error") {
        Some(error) => error == "picture",
        None => site.service.settings().karto.static_maps.error_pictures,
    };
    // A server that refuses to draw does not draw the refusal.
    if !wants || error.kind() == ErrorKind::Busy {
        return reply;
    }
    let side = |digits: &str| digits.parse::<u32>().unwrap_or(u32::MAX);
    let size = [side(path.width), side(path.height)];
    match site.service.error_picture(&error.to_string(), size).await {
        Ok(body) => {
            let mut headers: HeaderMap = reply.headers().clone();
            headers.remove(http::header::VARY);
            let status = reply.status();
            let mut reply = reply::plain(status, &body.content_type, body.bytes);
            headers.remove(http::header::CONTENT_TYPE);
            reply.headers_mut().extend(headers);
            reply
        }
        Err(_) => reply,
    }
}
