//! `/v4/marker/{base}-{size}[-{symbol}]+{color}[@2x].png`: marker images.

use http::StatusCode;

use crate::service::{MarkerError, MarkerRequest, TileError};

use super::{
    handled::Subject,
    reply::{self, ConfiguredHeaders, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The reply to a request for a marker, with its labels in metrics.
pub(super) async fn marker(site: &Site, request: &RequestParts<'_>, marker: &MarkerRequest<'_>) -> (Reply, Subject) {
    let subject = |error: Option<&'static str>| Subject { format: "png", error, ..Subject::default() };
    let job = match marker.check() {
        Ok(job) => job,
        Err(error) => return (refused(&error), subject(Some(error.statsd_name()))),
    };
    match site.service.marker(job, site.client(request)).await {
        Ok(body) => {
            let configured = ConfiguredHeaders::of_server(&site.service);
            let mut reply = reply::undated(reply::stored(request, &body, configured.defaults()));
            configured.override_in(&mut reply);
            (reply, subject(None))
        }
        Err(error) => (failed(site, &error), subject(Some(error.statsd_name()))),
    }
}

fn refused(error: &MarkerError) -> Reply {
    reply::error(StatusCode::BAD_REQUEST, &error.to_string())
}

fn failed(site: &Site, error: &TileError) -> Reply {
    reply::tile_error(error, site.service.answers())
}
