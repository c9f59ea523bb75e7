//! `/geoshape`, `/shape`, `/geoline`, `/geopoint`

use http::HeaderMap;

use crate::{
    source::geoshape::{ClientInfo, ShapeKind, ShapeRequest},
    telemetry::kartotherian::AskedShapes,
};

use super::{
    errors,
    handled::Subject,
    reply::{self, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The reply to a request for shapes, with its labels in metrics.
pub(super) async fn shapes(site: &Site, request: &RequestParts<'_>, kind: ShapeKind) -> (Reply, Subject) {
    let Some(engine) = site.service.shapes() else {
        return (errors::not_found(request.method, request.path), Subject::default());
    };
    let pairs: Vec<_> = request.query.pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let parsed = ShapeRequest::parse(kind, &pairs, engine.geoshapes().rules());
    let made = match parsed {
        Ok(shapes) => {
            let client = ClientInfo { ip: site.named_client(request) };
            engine.document(&shapes, &client, request.accepts).await
        }
        Err(error) => Err(error.into()),
    };
    let by = if request.query.get("query").is_some_and(|query| !query.is_empty()) { "wdqs" } else { "ids" };
    let mut subject = Subject { shapes: Some(AskedShapes { kind: kind.name(), by }), ..Subject::default() };
    let reply = match made {
        Ok(body) => reply::undated(reply::stored(request, &body, HeaderMap::new())),
        Err(error) => {
            subject.error = Some(error.statsd_name());
            reply::tile_error(&error, site.service.answers())
        }
    };
    (reply, subject)
}
