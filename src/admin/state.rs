//! The shared state of the handlers.

use std::sync::Arc;

use crate::{
    service::{Current, Service},
    telemetry::log::LogControl,
};

use super::{readiness::Readiness, reload_request::Reloads};

/// The shared state of the handlers. Cheap to clone.
#[derive(Clone)]
pub(super) struct AdminState {
    pub(super) service: Arc<Current<Service>>,
    pub(super) readiness: Arc<Readiness>,
    /// `None` if the log level of this process cannot be changed.
    pub(super) log: Option<LogControl>,
    /// `None` if this process cannot reload its configuration.
    pub(super) reloads: Option<Reloads>,
}
