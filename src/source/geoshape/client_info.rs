//! What other services are told about the client of a request.

use std::net::IpAddr;

/// The client on whose behalf karto asks other services.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ClientInfo {
    /// Its address, sent as `X-Client-IP`, so that the query service can limit single clients; `None` sends none.
    pub(crate) ip: Option<IpAddr>,
}
