//! Requests to the owner of the process to reload its configuration.

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

/// The result of a reload.
#[derive(Debug, Clone)]
pub(crate) struct ReloadOutcome {
    /// Whether the new configuration is served now.
    pub(crate) accepted: bool,
    /// Hash of the configuration that is served now.
    pub(crate) config: String,
    /// Keys that changed in the files, but take effect only when the process starts.
    pub(crate) needs_restart: Vec<&'static str>,
    /// The report of the check, as `karto check --format json` writes it.
    pub(crate) report: Value,
    /// What failed after the check: files, styles, threads.
    pub(crate) problems: Vec<String>,
}

/// A request for a reload: where its result is sent.
pub(crate) type ReloadRequest = oneshot::Sender<ReloadOutcome>;

/// Where reloads are requested. One request may wait while another one is under way.
pub(crate) type Reloads = mpsc::Sender<ReloadRequest>;
