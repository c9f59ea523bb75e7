//! Files of the folders in `karto.staticFiles`.

use http::{
    HeaderMap, Method, StatusCode,
    header::{
        ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION,
        VARY,
    },
};
use tokio::time::timeout;

use crate::{
    service::{ErrorKind, StaticFile, StaticPath, StaticTarget, TileError, coding},
    telemetry::{Event, event},
};

use super::{
    conditional, errors,
    range::{RequestedRange, requested},
    reply::{self, Reply, set},
    request_parts::RequestParts,
    site::Site,
};

/// The file at `path`, within the time for a request: the folder may be on a network.
pub(super) async fn file(site: &Site, request: &RequestParts<'_>, path: StaticPath<'_>) -> Reply {
    let time = site.service.settings().karto.limits.request_timeout;
    let found = async {
        match path.open().await {
            Some(StaticTarget::File(file)) => opened(site, request, file).await,
            Some(StaticTarget::Folder) => moved(request),
            Some(StaticTarget::TooLarge) => reply::error(StatusCode::FORBIDDEN, "The file is too large to be served"),
            None => errors::not_found(request.method, request.path),
        }
    };
    timeout(time, found).await.unwrap_or_else(|_| unreadable())
}

/// Leads to the same path with a slash, relatively, so that it works under any path prefix.
fn moved(request: &RequestParts<'_>) -> Reply {
    let name = request.path.rsplit('/').next().unwrap_or_default();
    let mut reply = reply::empty(StatusCode::MOVED_PERMANENTLY);
    set(reply.headers_mut(), LOCATION, &format!("{name}/"));
    reply
}

async fn opened(site: &Site, request: &RequestParts<'_>, file: StaticFile) -> Reply {
    let (etag, modified) = (file.etag(), conditional::date(file.modified));
    let mut headers = HeaderMap::new();
    set(&mut headers, CACHE_CONTROL, "public, max-age=0");
    set(&mut headers, ETAG, &etag);
    set(&mut headers, LAST_MODIFIED, &modified);
    if file.is_text() {
        set(&mut headers, VARY, "Accept-Encoding");
    }
    let mut reply = if conditional::is_unchanged(request.headers, &etag, Some(file.modified)) {
        reply::empty(StatusCode::NOT_MODIFIED)
    } else {
        set(&mut headers, CONTENT_TYPE, &file.content_type);
        // A part of a compressed file would be of no use.
        let range = match *request.method {
            Method::GET if !file.is_protobuf() => requested(request.headers, file.len, &modified),
            _ => RequestedRange::Whole,
        };
        if !file.is_protobuf() {
            set(&mut headers, ACCEPT_RANGES, "bytes");
        }
        match range {
            RequestedRange::Whole => whole(site, request, file, &mut headers).await,
            RequestedRange::Part(first, last) => part(site, file, (first, last), &mut headers).await,
            RequestedRange::Unsatisfiable => return outside(file.len),
        }
    };
    if reply.status().is_server_error() {
        return reply;
    }
    *reply.headers_mut() = headers;
    reply
}

async fn whole(site: &Site, request: &RequestParts<'_>, file: StaticFile, headers: &mut HeaderMap) -> Reply {
    match site.service.static_body(file, request.accepts).await {
        Ok((bytes, encoding)) => {
            if let Some(name) = coding::name(encoding) {
                set(headers, CONTENT_ENCODING, name);
            }
            Reply::new(bytes.into())
        }
        Err(error) => failed(site, &error),
    }
}

async fn part(site: &Site, file: StaticFile, (first, last): (u64, u64), headers: &mut HeaderMap) -> Reply {
    let len = file.len;
    let bytes = match site.service.static_part(file, first, last - first + 1).await {
        Ok(bytes) => bytes,
        Err(error) => return failed(site, &error),
    };
    set(headers, CONTENT_RANGE, &format!("bytes {first}-{last}/{len}"));
    let mut reply = Reply::new(bytes.into());
    *reply.status_mut() = StatusCode::PARTIAL_CONTENT;
    reply
}

/// The reply to a range beyond the end: 416. Kartotherian answered 500.
fn outside(len: u64) -> Reply {
    let mut reply = reply::error(StatusCode::RANGE_NOT_SATISFIABLE, "The file is shorter");
    set(reply.headers_mut(), CONTENT_RANGE, &format!("bytes */{len}"));
    reply
}

fn failed(site: &Site, error: &TileError) -> Reply {
    match error.kind() {
        ErrorKind::Busy => {
            event::Shed { reason: error.limit() }.emit();
            reply::tile_error(error, site.service.answers())
        }
        _ => unreadable(),
    }
}

fn unreadable() -> Reply {
    reply::error(StatusCode::INTERNAL_SERVER_ERROR, "The file could not be read")
}
