//! CPU time and memory of processes.

use std::{net::SocketAddr, time::Duration};

/// What a group of processes has used.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Usage {
    /// CPU time.
    pub(super) cpu: Duration,
    /// Memory in RAM, in bytes.
    pub(super) resident: u64,
}

/// What the processes `pids` have used until now; `None` if none of them is known.
#[cfg(target_os = "linux")]
pub(super) fn of(pids: &[u32]) -> Option<Usage> {
    use procfs::{WithCurrentSystemInfo, process::Process};
    let ticks = procfs::ticks_per_second().max(1);
    let mut sum = None::<Usage>;
    for pid in pids {
        let Some(stat) = i32::try_from(*pid).ok().and_then(|pid| Process::new(pid).ok()?.stat().ok()) else { continue };
        let cpu = Duration::from_secs_f64((stat.utime + stat.stime) as f64 / ticks as f64);
        let before = sum.unwrap_or_default();
        sum = Some(Usage { cpu: before.cpu + cpu, resident: before.resident + stat.rss_bytes().get() });
    }
    sum
}

/// The processes on this machine that listen at `address`; none if it is not an address of this machine, or if they
/// belong to another user.
#[cfg(target_os = "linux")]
pub(super) fn listeners(address: SocketAddr) -> Vec<u32> {
    use procfs::{net::TcpState, process::FDTarget};
    let entries = procfs::net::tcp().into_iter().chain(procfs::net::tcp6()).flatten();
    let listens = |local: SocketAddr| {
        let ip = local.ip().to_canonical();
        local.port() == address.port() && (ip.is_unspecified() || ip == address.ip().to_canonical())
    };
    let is_local = address.ip().is_loopback() || std::net::UdpSocket::bind((address.ip(), 0)).is_ok();
    let inodes: Vec<u64> = entries
        .filter(|entry| is_local && entry.state == TcpState::Listen && listens(entry.local_address))
        .map(|entry| entry.inode)
        .collect();
    if inodes.is_empty() {
        return Vec::new();
    }
    let has_socket = |process: &procfs::process::Process| {
        let Ok(files) = process.fd() else { return false };
        files.flatten().any(|file| matches!(file.target, FDTarget::Socket(inode) if inodes.contains(&inode)))
    };
    let all = procfs::process::all_processes().into_iter().flatten().flatten();
    all.filter(has_socket).filter_map(|process| u32::try_from(process.pid).ok()).collect()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn of(_: &[u32]) -> Option<Usage> {
    None
}

#[cfg(not(target_os = "linux"))]
pub(super) fn listeners(_: SocketAddr) -> Vec<u32> {
    Vec::new()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_process_that_listens_is_found() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        assert_eq!(listeners(address), [std::process::id()]);
        assert!(of(&listeners(address)).unwrap().resident > 0);
        drop(listener);
        assert!(listeners(address).is_empty() && of(&[]).is_none());
    }
}
