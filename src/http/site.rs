//! The state of the public port.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use http::{HeaderMap, HeaderValue, header::VARY};

use crate::{
    service::{ClientKey, Service, TileError},
    settings::ServerSettings,
};

use super::{
    pages::{Pages, WrittenPages},
    proxy::TrustedProxies,
    reply::{Reply, set},
    request_id::RequestIds,
    request_parts::RequestParts,
};

/// The shared state of the handlers.
pub(crate) struct Site {
    pub(super) service: Arc<Service>,
    /// The headers common to all replies.
    pub(super) common: HeaderMap,
    pub(super) request_ids: RequestIds,
    trusted: TrustedProxies,
    /// karto's own `host:port`, for clients that send no `Host`.
    address: String,
    pages: Pages,
}

impl Site {
    /// The site of `service` on `address`.
    pub(crate) fn new(service: Arc<Service>, address: SocketAddr) -> Self {
        let settings = service.settings();
        Self {
            common: common(&settings.server),
            trusted: TrustedProxies::parse(&settings.karto.trusted_proxies),
            address: address.to_string(),
            pages: Pages::default(),
            request_ids: RequestIds::new(),
            service,
        }
    }

    /// The public URL that the client uses, without a trailing slash.
    pub(super) fn base_url(&self, request: &RequestParts<'_>) -> String {
        match &self.service.settings().karto.public_url {
            Some(fixed) => fixed.trim_end_matches('/').to_owned(),
            None => self.trusted.base_url(request.peer, request.headers, request.host, &self.address),
        }
    }

    /// Names the fields of requests that `reply` depends on because it has the base URL in it.
    pub(super) fn vary_by_base_url(&self, reply: &mut Reply) {
        if self.service.settings().karto.public_url.is_none() {
            for field in self.trusted.fields_of_base_url() {
                reply.headers_mut().append(VARY, HeaderValue::from_static(field));
            }
        }
    }

    /// How many connections the client at `peer` may have; `None` for trusted proxies, which have many clients.
    pub(super) fn connections_of(&self, peer: IpAddr) -> Option<usize> {
        let most = self.service.settings().karto.limits.connections_per_client;
        (!self.trusted.includes(peer)).then_some(most)
    }

    /// The address in `X-Client-IP`, which the services that karto asks may use to limit single clients.
    pub(super) fn named_client(&self, request: &RequestParts<'_>) -> Option<IpAddr> {
        self.trusted.named_client(request.peer, request.headers)
    }

    /// The client that sent a request. Clients share the capacity fairly.
    pub(super) fn client(&self, request: &RequestParts<'_>) -> ClientKey {
        let named = self.service.settings().karto.limits.client_header.as_ref();
        let named = named.filter(|_| self.trusted.includes(request.peer)).and_then(|name| request.headers.get(name));
        match named {
            Some(name) => ClientKey::named(name.as_bytes()),
            None => ClientKey::of_address(self.trusted.client(request.peer, request.headers)),
        }
    }

    /// The built-in pages and files.
    pub(super) async fn pages(&self) -> Result<&WrittenPages, TileError> {
        self.pages.written(&self.service).await
    }
}

/// The headers common to all replies.
fn common(server: &ServerSettings) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut insert = |name: &'static str, value: &str| set(&mut headers, http::HeaderName::from_static(name), value);
    if let Some(origin) = &server.cors {
        insert("access-control-allow-origin", origin);
        insert("access-control-allow-headers", "accept, x-requested-with, content-type");
        insert("access-control-expose-headers", "etag");
    }
    if let Some(policy) = &server.csp {
        insert("x-xss-protection", "1; mode=block");
        insert("x-content-type-options", "nosniff");
        insert("x-frame-options", "SAMEORIGIN");
        insert("content-security-policy", policy);
    }
    headers
}
