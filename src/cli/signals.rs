//! The signals of the operating system. They are caught from the moment a value is made, not only when somebody waits:
//! one that comes while karto starts must not end it by the system's default.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGTERM (an orchestrator) and SIGINT (Ctrl-C): the process shall end.
pub struct Stop {
    #[cfg(unix)]
    signals: [Option<Signal>; 2],
}

impl Stop {
    /// Catches them from now on. Must run inside the runtime.
    pub fn catch() -> Self {
        Self {
            #[cfg(unix)]
            signals: [SignalKind::terminate(), SignalKind::interrupt()].map(|kind| signal(kind).ok()),
        }
    }

    /// Waits for one of them.
    pub async fn told(&mut self) {
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

/// SIGHUP: the configuration shall be read again.
pub struct Hangups {
    #[cfg(unix)]
    signal: Option<Signal>,
}

impl Hangups {
    /// Catches them from now on. Must run inside the runtime.
    pub fn catch() -> Self {
        Self {
            #[cfg(unix)]
            signal: signal(SignalKind::hangup()).ok(),
        }
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        next(&mut self.signal).await;
        #[cfg(not(unix))]
        std::future::pending().await
    }
}

/// A signal that cannot be caught never comes.
#[cfg(unix)]
async fn next(signal: &mut Option<Signal>) {
    if let Some(signal) = signal
        && signal.recv().await.is_some()
    {
        return;
    }
    std::future::pending().await
}
