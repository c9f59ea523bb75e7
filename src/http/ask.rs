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

impl Ask<'_> {
    /// The codings taken for text. A client that names none gets it plain: `curl`, and monitors that read JSON.
    /// (Vector tiles are packed for such clients too, as the original's are.)
    pub fn accepts_for_text(&self) -> Accepts {
        if self.headers.contains_key(http::header::ACCEPT_ENCODING) { self.accepts } else { Accepts::PLAIN }
    }
}
