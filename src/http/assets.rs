//! Our own files, inside the binary: the root page's script, style and icon, and the API page's style.

use std::{collections::BTreeMap, sync::LazyLock};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};

use crate::{service::Content, source::Encoding};

use super::{
    ask::Ask,
    reply::{self, Reply, kept_text, set},
};

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// What our pages may load: only from here.
pub const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                               connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Path → file. Packed once, at the first request.
static FILES: LazyLock<BTreeMap<&str, Content>> = LazyLock::new(|| {
    let text = |path, text, kind| (path, kept_text(text, kind));
    let icon = Content {
        recodable: false,
        ..Content::new(Bytes::from_static(include_bytes!("assets/favicon.ico")), Encoding::Identity, "image/x-icon")
    };
    BTreeMap::from([
        text("/static/karto/map.js", include_str!("assets/map.js"), SCRIPT),
        text("/static/karto/xray.js", include_str!("assets/xray.js"), SCRIPT),
        text("/static/karto/page.js", include_str!("assets/page.js"), SCRIPT),
        text("/static/karto/page.css", include_str!("assets/page.css"), STYLE),
        text("/static/karto/icon.svg", include_str!("assets/icon.svg"), "image/svg+xml; charset=utf-8"),
        text("/static/karto/doc.css", include_str!("assets/doc.css"), STYLE),
        ("/favicon.ico", icon),
    ])
});

/// The file at `path`.
pub fn find(path: &str) -> Option<&'static Content> {
    FILES.get(path)
}

/// The file at `path`, as an answer.
pub fn asset(ask: &Ask<'_>, path: &str) -> Reply {
    match find(path) {
        Some(content) => static_reply(ask, content),
        None => super::errors::not_found(ask.method, ask.path),
    }
}

/// A page of ours, with the policy that lets it load its own files whatever the configured one says.
pub fn page_reply(ask: &Ask<'_>, content: &Content) -> Reply {
    let mut reply = static_reply(ask, content);
    reply.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    reply
}

fn static_reply(ask: &Ask<'_>, content: &Content) -> Reply {
    let mut headers = HeaderMap::new();
    set(&mut headers, header::CACHE_CONTROL, "public, max-age=0");
    let mut reply = reply::text(ask, content, headers);
    // The files are as old as the binary, which does not know its age; their tag is enough.
    reply.headers_mut().remove(header::LAST_MODIFIED);
    reply
}
