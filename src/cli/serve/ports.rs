//! Opens ports.

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

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
    /// Opens `address`.
    pub(super) async fn open(address: impl Into<SocketAddr>) -> Result<Self, ListenError> {
        let wanted = address.into();
        let error = |source| ListenError { address: wanted, source };
        let listener = TcpListener::bind(wanted).await.map_err(error)?;
        let address = listener.local_addr().map_err(error)?;
        Ok(Self { listener, address })
    }
}
