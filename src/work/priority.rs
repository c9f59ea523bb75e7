//! The priority of threads for CPU work.

/// Lowers the priority of the calling thread, so that threads that serve sockets get the CPU at once when they need it,
/// however much is drawn. On an idle machine it makes no difference.
#[cfg(target_os = "linux")]
pub(super) fn lower() {
    /// A thread with this value gets about a tenth of the CPU time of one with 0, if both want all of it.
    const NICE: i32 = 10;
    // On Linux this is a property of the thread. It may fail in a sandbox; everything works without it.
    let _ = rustix::process::nice(NICE);
}

/// Elsewhere, priorities belong to processes.
#[cfg(not(target_os = "linux"))]
pub(super) fn lower() {}
