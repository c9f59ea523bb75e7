//! Who waits for a job, and until when.

use std::time::Instant;

use super::admission::ClientKey;

/// The request that a job is for. If several requests wait for the same job, it is the first one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    /// The client.
    pub(crate) client: ClientKey,
    /// The end of the request.
    pub(crate) deadline: Instant,
}
