//! The public port: one file per route family. Knows what is asked and how it is said, not how a tile is
//! made.

mod about;
mod accept;
mod ask;
mod assets;
mod browser;
mod conditional;
mod doc;
mod errors;
mod info;
mod page;
mod path;
mod proxy;
mod query;
mod reply;
pub mod serve;
mod spec;
mod tiles;
mod wire;

use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Instant, SystemTime},
};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode,
    header::{CONTENT_LENGTH, TRANSFER_ENCODING},
};
use http_body_util::Full;
use hyper::body::Body;
use tracing::Instrument;

use crate::{
    service::{Content, Service, TileError},
    telemetry::{Event, event, metrics, traces},
};

use ask::Ask;
use path::{NoRoute, Route};
use query::Query;
use reply::{Reply, set};
use tiles::About;

/// Everything the public port needs.
pub struct Site {
    service: Arc<Service>,
    common: HeaderMap,
    trusted: proxy::Trusted,
    /// Our own `host:port`, for clients that send no `Host`.
    address: String,
    spec: Content,
    doc: Content,
    page: Content,
    ids: RequestIds,
}

impl Site {
    /// The site of `service` on `address`.
    pub fn new(service: Arc<Service>, address: SocketAddr) -> Self {
        let settings = service.settings();
        let spec = spec::spec(&service);
        Self {
            common: reply::common(&settings.server),
            trusted: proxy::Trusted::parse(&settings.karto.trusted_proxies),
            address: address.to_string(),
            spec: reply::kept_text(&spec.to_string(), "application/json; charset=utf-8"),
            doc: doc::page(&spec),
            page: page::page(&service),
            ids: RequestIds::new(),
            service,
        }
    }

    /// The answer after a panic.
    fn crashed() -> Reply {
        event::Crashed.emit();
        reply::error(StatusCode::INTERNAL_SERVER_ERROR, "The request could not be answered")
    }

    /// The URL under which the client sees us, without a slash at the end.
    fn base_url(&self, ask: &Ask<'_>) -> String {
        match &self.service.settings().karto.public_url {
            Some(fixed) => fixed.trim_end_matches('/').to_owned(),
            None => self.trusted.base_url(ask.peer, ask.headers, &self.address),
        }
    }

    /// Answers a request. Never fails and never panics: whatever comes in gets an answer.
    pub async fn answer<B: Body>(&self, request: Request<B>, peer: IpAddr) -> Reply {
        let started = Instant::now();
        let (parts, body) = request.into_parts();
        let path = parts.uri.path();
        let target = parts.uri.path_and_query().map_or(path, |target| target.as_str());
        let id = self.ids.of(&parts.headers);
        let leaving = Leaving::new(target);
        let outcome = if target.bytes().all(|b| b.is_ascii_graphic()) {
            let ask = Ask {
                method: &parts.method,
                path,
                query: Query::parse(parts.uri.query()),
                headers: &parts.headers,
                accepts: accept::accepts(&parts.headers),
                peer,
            };
            let asked = traces::are_on().then_some(target);
            // At the highest level, so that it is there at every log level.
            let span = tracing::error_span!("request", id = %id, trace = trace_id(&parts.headers), target = asked);
            traces::adopt(&span, &parts.headers);
            self.routed(&ask, announced(&parts.headers, &body)).instrument(span).await
        } else {
            // Raw bytes beyond ASCII: refused bare, as the original's parser does.
            let mut reply = reply::empty(StatusCode::BAD_REQUEST);
            set(reply.headers_mut(), http::header::CONNECTION, "close");
            Outcome { bare: true, ..Outcome::simple("none", reply) }
        };
        let reply = self.finished(outcome.reply, &parts.method, &id, started, outcome.bare);
        let status = reply.status().as_u16();
        event::Answered {
            id: &id,
            method: parts.method.as_str(),
            target,
            route: outcome.route,
            source: &outcome.about.source,
            format: outcome.about.format,
            zoom: outcome.about.zoom,
            scale: outcome.about.scale,
            error: outcome.about.error,
            status,
            bytes: usize::try_from(reply.body().size_hint().lower()).unwrap_or(usize::MAX),
            took: started.elapsed(),
        }
        .emit();
        leaving.answered();
        reply
    }

    async fn routed(&self, ask: &Ask<'_>, body: Option<Option<u64>>) -> Outcome {
        let simple = Outcome::simple;
        if !is_known(ask.method) {
            return Outcome { bare: true, ..simple("none", reply::empty(StatusCode::BAD_REQUEST)) };
        }
        let route = match path::route(ask.path) {
            Ok(route) if self.offers(&route) => route,
            Err(NoRoute::Encoding) => return simple("none", errors::bad_path(ask.path)),
            _ => return simple("none", errors::not_found(ask.method, ask.path)),
        };
        if let Some(bytes) = body {
            return simple("none", errors::unwanted_body(bytes));
        }
        match *ask.method {
            Method::GET | Method::HEAD => {}
            Method::OPTIONS => return simple("options", errors::options()),
            _ => return simple("none", errors::wrong_method()),
        }
        match route {
            Route::Tile(path) => {
                let (reply, about) = tiles::tile(self, ask, &path).await;
                Outcome { about, ..simple("tile", reply) }
            }
            Route::Info { source } => {
                let known = self.service.public_source(&source).map(|s| s.settings.id.to_string());
                let about = About { source: known.unwrap_or_default(), ..About::default() };
                Outcome { about, ..simple("info", info::info(self, ask, &source)) }
            }
            Route::Style { source } => {
                let known = self.service.public_source(&source).map(|s| s.settings.id.to_string());
                let about = About { source: known.unwrap_or_default(), ..About::default() };
                Outcome { about, ..simple("style", browser::style(self, ask, &source)) }
            }
            Route::Glyphs { stack, first } => simple("glyphs", browser::glyphs(self, ask, &stack, first).await),
            Route::Sprite(path) => simple("sprite", browser::sprite(self, ask, &path)),
            Route::Root if ask.query.has("spec") => simple("spec", self.text(ask, &self.spec)),
            Route::Root if ask.query.has("doc") => simple("doc", doc::reply(ask, &self.doc, ask.query.get("path"))),
            Route::Root => simple("page", page::reply(ask, &self.page)),
            Route::Robots => simple("robots", about::robots()),
            Route::Service(field) => simple("about", about::service(field, &self.service.settings().hash)),
            Route::Asset(path) => simple("asset", assets::asset(ask, path)),
            Route::Snapshot => simple("img", self.not_yet("Snapshots")),
            Route::Marker => simple("marker", self.not_yet("Markers")),
            Route::Geoshape => simple("geoshape", self.not_yet("Geoshapes")),
        }
    }

    /// Whether the configuration turns the route on.
    fn offers(&self, route: &Route<'_>) -> bool {
        let handlers = &self.service.settings().handlers;
        match route {
            Route::Snapshot => handlers.snapshots,
            Route::Marker => handlers.markers,
            Route::Geoshape => handlers.geoshapes.is_some(),
            // A name of one letter is no source for the original; here it is one if it exists.
            Route::Tile(path) => path.source.len() > 1 || self.service.public_source(&path.source).is_ok(),
            Route::Info { source } | Route::Style { source } => {
                source.len() > 1 || self.service.public_source(source).is_ok()
            }
            _ => true,
        }
    }

    fn not_yet(&self, what: &'static str) -> Reply {
        reply::tile_error(&TileError::NotAvailable(what), self.service.answers())
    }

    fn text(&self, ask: &Ask<'_>, content: &Content) -> Reply {
        reply::text(ask, content, HeaderMap::new())
    }

    /// The headers that every answer has, its length, and no body for HEAD.
    fn finished(&self, mut reply: Reply, method: &Method, id: &str, started: Instant, bare: bool) -> Reply {
        let headers = reply.headers_mut();
        if !bare {
            for (name, value) in &self.common {
                headers.entry(name).or_insert_with(|| value.clone());
            }
            set(headers, HeaderName::from_static("x-request-id"), id);
            let timing = HeaderName::from_static("server-timing");
            let total = format!("total;dur={:.1}", started.elapsed().as_secs_f64() * 1000.0);
            let known = headers.get(&timing).and_then(|value| value.to_str().ok());
            let value = known.map_or(total.clone(), |stages| format!("{stages}, {total}"));
            set(headers, timing, &value);
        }
        let has_body = !matches!(reply.status(), StatusCode::NOT_MODIFIED | StatusCode::NO_CONTENT);
        if has_body {
            let length = reply.body().size_hint().lower();
            reply.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        if method == Method::HEAD {
            *reply.body_mut() = Full::new(Bytes::new());
        }
        reply
    }
}

struct Outcome {
    reply: Reply,
    route: &'static str,
    about: About,
    /// Without the headers every answer has.
    bare: bool,
}

impl Outcome {
    fn simple(route: &'static str, reply: Reply) -> Self {
        Self { reply, route, about: About::default(), bare: false }
    }
}

/// Methods an HTTP parser of the original's time knows; others are a bad request.
fn is_known(method: &Method) -> bool {
    const KNOWN: [&str; 34] = [
        "ACL",
        "BIND",
        "CHECKOUT",
        "CONNECT",
        "COPY",
        "DELETE",
        "GET",
        "HEAD",
        "LINK",
        "LOCK",
        "M-SEARCH",
        "MERGE",
        "MKACTIVITY",
        "MKCALENDAR",
        "MKCOL",
        "MOVE",
        "NOTIFY",
        "OPTIONS",
        "PATCH",
        "POST",
        "PROPFIND",
        "PROPPATCH",
        "PURGE",
        "PUT",
        "REBIND",
        "REPORT",
        "SEARCH",
        "SOURCE",
        "SUBSCRIBE",
        "TRACE",
        "UNBIND",
        "UNLINK",
        "UNLOCK",
        "UNSUBSCRIBE",
    ];
    KNOWN.contains(&method.as_str())
}

/// The body a request announces: its length, where it says one. `None` when there is none.
fn announced<B: Body>(headers: &HeaderMap, body: &B) -> Option<Option<u64>> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match length {
        Some(0) => None,
        Some(bytes) => Some(Some(bytes)),
        None if headers.contains_key(TRANSFER_ENCODING) => Some(None),
        None => (!body.is_end_stream()).then_some(None),
    }
}

/// Counts a request whose client leaves before the answer, which drops the future that holds this.
struct Leaving<'a> {
    target: &'a str,
    answered: bool,
}

impl<'a> Leaving<'a> {
    fn new(target: &'a str) -> Self {
        metrics().in_flight.inc();
        Self { target, answered: false }
    }

    fn answered(mut self) {
        self.answered = true;
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        metrics().in_flight.dec();
        if !self.answered {
            event::Abandoned { target: self.target }.emit();
        }
    }
}

/// The trace that the request belongs to, by W3C's `traceparent`.
fn trace_id(headers: &HeaderMap) -> Option<&str> {
    let given = headers.get("traceparent")?.to_str().ok()?;
    let mut parts = given.split('-');
    let (version, trace, parent) = (parts.next()?, parts.next()?, parts.next()?);
    let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let sound = version.len() == 2 && version != "ff" && trace.len() == 32 && parent.len() == 16;
    (sound && is_hex(version) && is_hex(trace) && is_hex(parent) && trace.bytes().any(|b| b != b'0')).then_some(trace)
}

/// Names for requests: the client's own, or one that is unique among our processes.
struct RequestIds {
    process: u64,
    next: AtomicU64,
}

impl RequestIds {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let seed = ahash::RandomState::new().hash_one((now, std::process::id()));
        Self { process: seed, next: AtomicU64::new(0) }
    }

    fn of(&self, headers: &HeaderMap) -> String {
        let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
        match given.filter(|id| !id.is_empty() && id.len() <= 128 && id.bytes().all(|b| b.is_ascii_graphic())) {
            Some(id) => id.to_owned(),
            None => format!("{:016x}-{:x}", self.process, self.next.fetch_add(1, Ordering::Relaxed)),
        }
    }
}
