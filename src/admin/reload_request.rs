//! Requests to the owner of the process to reload its configuration.

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

/// The result of a reload.
#[derive(Debug, Clone)]
pub(crate) struct ReloadOutcome {
    /// Whether the new configuration is active.
    pub(crate) accepted: bool,
    /// The hash of the active configuration.
    pub(crate) config: String,
    /// Keys that changed, but take effect only after a restart.
    pub(crate) needs_restart: Vec<&'static str>,
    /// The report of the check, in the format of `karto check --format json`.
    pub(crate) report: Value,
    /// Errors after the check: files, styles, threads.
    pub(crate) problems: Vec<String>,
}

/// A request for a reload: the channel for its result.
pub(crate) type ReloadRequest = oneshot::Sender<ReloadOutcome>;

/// The channel for requests. One request may wait while another is in progress.
pub(crate) type Reloads = mpsc::Sender<ReloadRequest>;
