//! The admin port, for operators: health, metrics, log level, purge and reload. It must not be publicly accessible.

mod exposition;
mod level;
mod live;
mod purge;
mod purge_query;
mod readiness;
mod ready;
mod reload;
mod reload_request;
mod router;
mod state;

pub(crate) use reload_request::{ReloadOutcome, ReloadRequest};
pub(crate) use router::{metrics_router, router, run};
