//! Handles one request: its reply, the headers common to all replies, and its events.

use std::{net::IpAddr, time::Instant};

use http::{
    HeaderName, HeaderValue, Method, Request, StatusCode,
    header::{CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, USER_AGENT},
};
use hyper::body::Body;
use tracing::{Instrument, Span};

use crate::{
    service::ClientKey,
    telemetry::{Event, event, log, traces},
};

use super::{
    accept::accepts,
    body::RequestBody,
    handled::Handled,
    in_flight::InFlight,
    query::Query,
    reply::{self, Reply, ReplyBody, set},
    request_parts::RequestParts,
    routes,
    site::Site,
    trace_context::trace_id,
    well_formed::{self, HeadProblem},
};

/// The reply after a panic.
pub(super) fn crashed() -> Reply {
    event::Crashed.emit();
    reply::error(StatusCode::INTERNAL_SERVER_ERROR, "The request could not be answered")
}

/// Answers a request. It does not fail: every request gets a reply.
pub(super) async fn answer<B>(site: &Site, request: Request<B>, peer: IpAddr) -> Reply
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let target = parts.uri.path_and_query().map_or(path, |target| target.as_str());
    let id = site.request_ids.of(&parts.headers);
    let in_flight = InFlight::begin(target);
    let problem = well_formed::check(&parts).err();
    let mut client = None;
    let handled = if let Some(problem) = problem {
        badly_formed(problem)
    } else if target.bytes().all(|b| b.is_ascii_graphic()) {
        let request = RequestParts {
            method: &parts.method,
            path,
            query: Query::parse(parts.uri.query()),
            headers: &parts.headers,
            host: well_formed::host(&parts),
            accepts: accepts(&parts.headers),
            peer,
        };
        let span = span(&parts, target, &id, peer);
        traces::adopt(&span, &parts.headers);
        client = Some(site.client(&request));
        let announced = RequestBody::announced(&parts.headers, &body);
        routes::handle(site, &request, announced, body).instrument(span).await
    } else {
        // Kartotherian's HTTP parser rejects raw bytes outside of ASCII.
        badly_formed(HeadProblem::Malformed)
    };
    let Handled { reply, route, subject, bare } = handled;
    let reply = match client {
        Some(client) if parts.method != Method::HEAD => counted(site, reply, client),
        _ => reply,
    };
    let mut reply = finished(reply, &parts.method);
    if reply.status().is_client_error() && !matches!(parts.method, Method::GET | Method::HEAD) {
        // The same path may be valid for other methods, which caches tell apart only if they know them.
        set(reply.headers_mut(), CACHE_CONTROL, "no-store");
    }
    if parts.headers.contains_key(TRANSFER_ENCODING) {
        // What comes after chunks is not scanned.
        set(reply.headers_mut(), CONNECTION, "close");
    }
    let reply = if bare { reply } else { with_common(site, reply, &id, started) };
    event::Answered {
        id: &id,
        method: parts.method.as_str(),
        target,
        route,
        source: &subject.source,
        format: subject.format,
        zoom: subject.zoom,
        scale: subject.scale,
        shapes: subject.shapes,
        error: subject.error,
        status: reply.status().as_u16(),
        bytes: usize::try_from(reply.body().size_hint().lower()).unwrap_or(usize::MAX),
        took: started.elapsed(),
    }
    .emit();
    in_flight.answered();
    reply
}

/// The reply to a request whose head breaks the rules. Other servers might see other requests on this connection, so it
/// is closed. No cache may keep the reply: other requests for the same URL are valid.
fn badly_formed(problem: HeadProblem) -> Handled {
    let mut handled = match problem {
        HeadProblem::Malformed => Handled::malformed(),
        HeadProblem::Expectation => {
            let text = "Only 100-continue can be expected";
            Handled::new("none", reply::uncached_error(StatusCode::EXPECTATION_FAILED, text))
        }
    };
    set(handled.reply.headers_mut(), CONNECTION, "close");
    set(handled.reply.headers_mut(), CACHE_CONTROL, "no-store");
    handled
}

/// The span of a request. Its level is `error`, so that it exists at every log level.
fn span(parts: &http::request::Parts, target: &str, id: &str, peer: IpAddr) -> Span {
    let described = log::describes_requests();
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    tracing::error_span!(
        "request",
        id = %id,
        trace = trace_id(&parts.headers),
        target = traces::are_on().then_some(target),
        url = described.then_some(target),
        method = described.then_some(parts.method.as_str()),
        remote = described.then(|| tracing::field::display(peer)),
        user_agent = agent.filter(|_| described),
    )
}

/// Adds the headers that every reply has.
fn with_common(site: &Site, mut reply: Reply, id: &str, started: Instant) -> Reply {
    let headers = reply.headers_mut();
    for (name, value) in &site.common {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    set(headers, HeaderName::from_static("x-request-id"), id);
    let timing = HeaderName::from_static("server-timing");
    let total = format!("total;dur={:.1}", started.elapsed().as_secs_f64() * 1000.0);
    let known = headers.get(&timing).and_then(|value| value.to_str().ok());
    let value = known.map_or(total.clone(), |stages| format!("{stages}, {total}"));
    set(headers, timing, &value);
    reply
}

/// `reply`, whose body counts as in flight until it is sent; a refusal if there is no room for it.
fn counted(site: &Site, mut reply: Reply, client: ClientKey) -> Reply {
    match site.service.body_memory().counted(reply.body().bytes().clone(), client) {
        Ok(bytes) => {
            *reply.body_mut() = bytes.into();
            reply
        }
        Err(error) => {
            event::Shed { reason: error.limit() }.emit();
            reply::tile_error(&error, site.service.answers())
        }
    }
}

/// Sets `Content-Length`, and removes the body of replies to HEAD.
fn finished(mut reply: Reply, method: &Method) -> Reply {
    let has_body = !matches!(reply.status(), StatusCode::NOT_MODIFIED | StatusCode::NO_CONTENT);
    if has_body {
        let length = reply.body().size_hint().lower();
        reply.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    if method == Method::HEAD {
        *reply.body_mut() = ReplyBody::default();
    }
    reply
}
