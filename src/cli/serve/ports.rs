//! Opening ports.

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

/// A port that cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}")]
pub struct ListenError {
    /// Interface and port.
    address: SocketAddr,
    /// What the system said.
    source: io::Error,
}

/// An open port.
#[derive(Debug)]
pub(super) struct Port {
    /// Accepts its connections.
    pub(super) listener: TcpListener,
    /// Its address: the port that was chosen if 0 was asked for.
    pub(super) address: SocketAddr,
}

impl Port {
    /// Opens `address`.
    pub(super) async fn open(address: impl Into<SocketAddr>) -> Result<Self, ListenError> {
        let wanted = address.into();
        let error = |source| ListenError { address: wanted, source };
        let listener = TcpListener::bind(wanted).await.map_err(error)?;
        let address = listener.local_addr().map_err(error)?;
        Ok(Self { listener, address })
    }
}
