//! `/img/{source},{zoom},{lat},{lon},{width}x{height}[@{scale}x].{format}`

use std::sync::Arc;

use crate::{
    service::{ImgRequest, ServedSource, StaticMapError, StaticMapJob},
    source::{geoshape::ClientInfo, mapdata::MapdataRequest},
    tile::Format,
};

use super::{
    handled::Subject,
    path::ImgPath,
    reply::{self, Reply},
    request_parts::RequestParts,
    site::Site,
    static_map,
};

/// The reply to a request for a picture, with its labels in metrics.
pub(super) async fn img(site: &Site, request: &RequestParts<'_>, path: &ImgPath<'_>) -> (Reply, Subject) {
    let known = site.service.public_source(&path.source);
    let mut subject =
        Subject { format: Format::parse(path.format).map_or("", Format::name), ..Subject::source(&known) };
    let reply = match known {
        Ok(source) => picture(site, request, path, source, &mut subject).await,
        Err(error) => Err(error.into()),
    };
    match reply {
        Ok(reply) => (reply, subject),
        Err(error) => {
            subject.error = Some(error.statsd_name());
            (reply::static_map_error(&error, site.service.answers()), subject)
        }
    }
}

async fn picture(
    site: &Site,
    request: &RequestParts<'_>,
    path: &ImgPath<'_>,
    source: &Arc<ServedSource>,
    subject: &mut Subject,
) -> Result<Reply, StaticMapError> {
    let job = job(site, request, path, source).await?;
    subject.zoom = Some((job.view.zoom + 1.0) as u8);
    subject.scale = Some(job.scale);
    let response = site.service.static_map(job, request.accepts, site.client(request)).await?;
    Ok(static_map::made(site, request, source, &response))
}

async fn job(
    site: &Site,
    request: &RequestParts<'_>,
    path: &ImgPath<'_>,
    source: &Arc<ServedSource>,
) -> Result<StaticMapJob, StaticMapError> {
    let lang = request.query.get("lang").filter(|lang| !lang.is_empty());
    let &ImgPath { zoom, lat, lon, width, height, scale, format, .. } = path;
    let picture = ImgRequest { zoom, lat, lon, width, height, scale, format, lang };
    let place = picture.check(source, site.service.settings().karto.static_maps.pixels)?;
    let pairs = request.query.pairs();
    let handlers = &site.service.settings().handlers;
    match MapdataRequest::parse(pairs, place.format(), handlers)? {
        None => place.plain(),
        Some(mapdata) => {
            let client = ClientInfo { ip: site.named_client(request) };
            place.with_overlay(site.service.map_of_page(source, &mapdata, &client).await?)
        }
    }
}
