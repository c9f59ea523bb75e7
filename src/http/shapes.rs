//! `/geoshape`, `/shape`, `/geoline`, `/geopoint`

use http::HeaderMap;

use crate::source::geoshape::{ClientInfo, ShapeKind, ShapeRequest};

use super::{
    errors,
    reply::{self, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The reply to a request for shapes.
pub(super) async fn shapes(site: &Site, request: &RequestParts<'_>, kind: ShapeKind) -> Reply {
    let Some(engine) = site.service.shapes() else { return errors::not_found(request.method, request.path) };
    let pairs: Vec<_> = request.query.pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let parsed = ShapeRequest::parse(kind, &pairs, engine.geoshapes().rules());
    let made = match parsed {
        Ok(shapes) => {
            let client = ClientInfo { ip: site.named_client(request) };
            engine.document(&shapes, &client, request.accepts).await
        }
        Err(error) => Err(error.into()),
    };
    match made {
        Ok(body) => reply::undated(reply::stored(request, &body, HeaderMap::new())),
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}
