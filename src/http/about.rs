//! `/robots.txt` and `/_info…`: facts about the service.

use http::{HeaderValue, StatusCode, header::LOCATION};
use serde_json::json;

use crate::version::{REVISION, VERSION};

use super::{
    path::ServiceField,
    reply::{Reply, empty, plain},
};

const NAME: &str = env!("CARGO_PKG_NAME");
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// Crawlers should not index tiles.
pub(super) fn robots() -> Reply {
    plain(StatusCode::OK, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /")
}

/// The name, version, description and home page of the service, its source revision, and the hash of its configuration.
pub(super) fn service(field: ServiceField, config: &str) -> Reply {
    let facts = match field {
        ServiceField::All => json!({
            "name": NAME, "version": VERSION, "description": env!("CARGO_PKG_DESCRIPTION"), "home": HOME,
            "homepage": HOME,
            "revision": REVISION, "config": config,
        }),
        ServiceField::Name => json!({ "name": NAME }),
        ServiceField::Version => json!({ "version": VERSION }),
        ServiceField::Home => {
            let mut reply = empty(StatusCode::MOVED_PERMANENTLY);
            reply.headers_mut().insert(LOCATION, HeaderValue::from_static(HOME));
            return reply;
        }
    };
    plain(StatusCode::OK, "application/json; charset=utf-8", facts.to_string())
}
