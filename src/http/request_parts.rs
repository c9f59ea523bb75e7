//! A request, taken apart once.

use std::net::IpAddr;

use http::{HeaderMap, Method};

use crate::service::coding::Accepts;

use super::query::Query;

/// What handlers read of a request.
#[derive(Debug)]
pub(super) struct RequestParts<'a> {
    pub(super) method: &'a Method,
    /// Still percent-encoded.
    pub(super) path: &'a str,
    pub(super) query: Query<'a>,
    pub(super) headers: &'a HeaderMap,
    /// The codings the client takes.
    pub(super) accepts: Accepts,
    /// The other end of the connection: the client or a proxy.
    pub(super) peer: IpAddr,
}
