//! Signals of the operating system. A signal is caught from the creation of its value on, not only while it is awaited:
//! during startup, its default action must not kill the process.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGTERM (from an orchestrator) and SIGINT (Ctrl-C), which stop the process.
pub(super) struct StopSignal {
    #[cfg(unix)]
    signals: [Option<Signal>; 2],
}

impl StopSignal {
    /// Starts catching. Must run inside the runtime.
    pub(super) fn catch() -> Self {
        Self {
            #[cfg(unix)]
            signals: [SignalKind::terminate(), SignalKind::interrupt()].map(|kind| signal(kind).ok()),
        }
    }

    /// Waits for one of the signals.
    pub(super) async fn received(&mut self) {
        #[cfg(unix)]
        {
            let [terminate, interrupt] = &mut self.signals;
            tokio::select! {
                () = next(terminate) => {}
                () = next(interrupt) => {}
            }
        }
        #[cfg(not(unix))]
        drop(tokio::signal::ctrl_c().await);
    }
}

/// SIGHUP, which reloads the configuration.
pub(super) struct HangupSignal {
    #[cfg(unix)]
    signal: Option<Signal>,
}

impl HangupSignal {
    /// Starts catching. Must run inside the runtime.
    pub(super) fn catch() -> Self {
        Self {
            #[cfg(unix)]
            signal: signal(SignalKind::hangup()).ok(),
        }
    }

    /// Waits for the next signal.
    pub(super) async fn received(&mut self) {
        #[cfg(unix)]
        next(&mut self.signal).await;
        #[cfg(not(unix))]
        std::future::pending().await
    }
}

/// Waits for a signal; one that cannot be caught never arrives.
#[cfg(unix)]
async fn next(signal: &mut Option<Signal>) {
    if let Some(signal) = signal
        && signal.recv().await.is_some()
    {
        return;
    }
    std::future::pending().await
}
