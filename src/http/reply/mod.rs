//! Replies and their headers.

mod basic;
mod body;
mod configured;
mod errors;
mod headers;
mod incomplete;
mod stored;

pub(super) use basic::{Reply, empty, plain};
pub(super) use body::ReplyBody;
pub(super) use configured::ConfiguredHeaders;
pub(super) use errors::{error, static_map_error, tile_error, uncached_error};
pub(super) use headers::set;
pub(super) use incomplete::limit_incomplete;
pub(super) use stored::{recoded, stored, undated};
