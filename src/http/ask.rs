//! A request, taken apart once.

use std::net::IpAddr;

use http::{HeaderMap, Method};

use crate::service::coding::Accepts;

use super::query::Query;

/// What handlers read of a request.
#[derive(Debug)]
pub struct Ask<'a> {
    /// Method.
    pub method: &'a Method,
    /// Path, still percent-encoded.
    pub path: &'a str,
    /// Query, decoded.
    pub query: Query<'a>,
    /// Headers.
    pub headers: &'a HeaderMap,
    /// The codings the client takes.
    pub accepts: Accepts,
    /// Who is on the other end of the connection.
    pub peer: IpAddr,
}
