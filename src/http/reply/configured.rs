//! Headers of the configuration.

use http::HeaderMap;

use crate::{
    service::{ServedSource, Service},
    settings::{ServerSettings, SourceSettings},
};

use super::{basic::Reply, headers::set_all};

/// The headers that the configuration gives replies of one source; those of the source win over the server's.
pub(crate) struct ConfiguredHeaders<'a> {
    server: &'a ServerSettings,
    source: &'a SourceSettings,
}

impl<'a> ConfiguredHeaders<'a> {
    /// The headers for `source`.
    pub(crate) fn of(service: &'a Service, source: &'a ServedSource) -> Self {
        Self { server: &service.settings().server, source: &source.settings }
    }

    /// What a reply starts with (`defaultHeaders`).
    pub(crate) fn defaults(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        set_all(&mut headers, &self.server.default_headers);
        set_all(&mut headers, &self.source.default_headers);
        headers
    }

    /// Replaces what the reply says by what the configuration insists on (`overrideHeaders`).
    pub(crate) fn override_in(&self, reply: &mut Reply) {
        set_all(reply.headers_mut(), &self.server.override_headers);
        set_all(reply.headers_mut(), &self.source.override_headers);
    }
}
