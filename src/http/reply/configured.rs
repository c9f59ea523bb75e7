//! Headers from the configuration.

use http::HeaderMap;

use crate::{
    service::{ServedSource, Service},
    settings::{ServerSettings, SourceSettings},
};

use super::{basic::Reply, headers::set_all};

/// The configured headers of replies. Those of the source that a reply is about take precedence over those of the
/// server.
pub(crate) struct ConfiguredHeaders<'a> {
    server: &'a ServerSettings,
    source: Option<&'a SourceSettings>,
}

impl<'a> ConfiguredHeaders<'a> {
    /// The headers for `source`.
    pub(crate) fn of(service: &'a Service, source: &'a ServedSource) -> Self {
        Self { server: &service.settings().server, source: Some(&source.settings) }
    }

    /// The headers for replies that are about no source.
    pub(crate) fn of_server(service: &'a Service) -> Self {
        Self { server: &service.settings().server, source: None }
    }

    /// The default headers (`defaultHeaders`), which headers of the reply replace.
    pub(crate) fn defaults(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        set_all(&mut headers, &self.server.default_headers);
        set_all(&mut headers, self.source.into_iter().flat_map(|source| &source.default_headers));
        headers
    }

    /// Replaces headers of `reply` by the configured ones (`overrideHeaders`).
    pub(crate) fn override_in(&self, reply: &mut Reply) {
        set_all(reply.headers_mut(), &self.server.override_headers);
        set_all(reply.headers_mut(), self.source.into_iter().flat_map(|source| &source.override_headers));
    }
}
