//! Content codings (RFC 9110, section 8.4.1): negotiation and compression.

mod accepts;
mod pack;

pub(crate) use accepts::Accepts;
pub(crate) use pack::{name, pack};
