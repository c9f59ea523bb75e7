//! Marker images: requests as in the URL, and the engine that draws them.

mod engine;
mod error;
mod job;
mod request;

pub(super) use engine::MarkerEngine;

pub(crate) use error::MarkerError;
pub(super) use job::MarkerJob;
pub(crate) use request::MarkerRequest;
