//! Content codings (RFC 9110, section 8.4.1): which one a client gets, and packing.

mod accepts;
mod pack;

pub(crate) use accepts::Accepts;
pub(crate) use pack::{name, pack};
