//! The parsed parts of a request.

use std::net::IpAddr;

use http::{HeaderMap, Method};

use crate::service::coding::Accepts;

use super::query::Query;

/// The parts of a request that handlers read.
#[derive(Debug)]
pub(super) struct RequestParts<'a> {
    pub(super) method: &'a Method,
    /// Still percent-encoded.
    pub(super) path: &'a str,
    pub(super) query: Query<'a>,
    pub(super) headers: &'a HeaderMap,
    /// The content codings that the client accepts.
    pub(super) accepts: Accepts,
    /// The host that the request is for, if it names one.
    pub(super) host: Option<&'a str>,
    /// The address of the other end of the connection: the client or a proxy.
    pub(super) peer: IpAddr,
}
