//! Opens ports.

use std::{io, net::SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

use crate::settings::LimitSettings;

/// How many connections to ports other than the public one may wait to be accepted.
const BACKLOG: u32 = 1024;

/// A port cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
pub struct ListenError {
    /// Interface and port.
    address: SocketAddr,
    /// The error of the system.
    source: io::Error,
}

/// An open port.
#[derive(Debug)]
pub(super) struct OpenPort {
    /// The listener.
    pub(super) listener: TcpListener,
    /// Its address, with the port that the system chose if it was 0.
    pub(super) address: SocketAddr,
}

impl OpenPort {
    /// Opens `address`, for a port that only operators use.
    pub(super) async fn open(address: impl Into<SocketAddr>) -> Result<Self, ListenError> {
        Self::listen(address.into(), BACKLOG, None)
    }

    /// Opens `address` for the public.
    pub(super) async fn open_public(
        address: impl Into<SocketAddr>,
        limits: &LimitSettings,
    ) -> Result<Self, ListenError> {
        Self::listen(address.into(), limits.backlog, Some(limits.send_buffer))
    }

    fn listen(wanted: SocketAddr, backlog: u32, send_buffer: Option<u32>) -> Result<Self, ListenError> {
        let open = || {
            let socket = if wanted.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
            // A restart must not wait until connections of the last process are forgotten. On Windows, this option means
            // something else.
            #[cfg(unix)]
            socket.set_reuseaddr(true)?;
            if let Some(bytes) = send_buffer {
                // Accepted connections inherit it.
                socket.set_send_buffer_size(bytes.min(1 << 30))?;
            }
            socket.bind(wanted)?;
            let listener = socket.listen(backlog)?;
            let address = listener.local_addr()?;
            Ok(Self { listener, address })
        };
        open().map_err(|source| ListenError { address: wanted, source })
    }
}
