//! TLS for connections to databases.

use tokio_postgres::{CancelToken, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::{Address, Verification};
use crate::source::tls::{CertificatePolicy, Roots, RootsError, client_config};

/// The transport of connections to one server.
#[derive(Clone)]
pub(super) enum Transport {
    /// Without TLS.
    Plain,
    /// With TLS.
    Tls(MakeRustlsConnect),
}

/// TLS cannot be set up as required by the connection URL.
#[derive(Debug, thiserror::Error)]
pub(super) enum TlsError {
    #[error("sslrootcert {0}")]
    Roots(#[from] RootsError),
    #[error("TLS: {0}")]
    Setup(#[from] rustls::Error),
}

impl Transport {
    /// The transport that `address` requires. Reads the root certificates if they are needed.
    pub(super) fn of(address: &Address) -> Result<Self, TlsError> {
        let roots = || -> Result<Roots, TlsError> {
            let Some(path) = &address.root_certificates else {
                let roots = Roots::of_system();
                roots.verifier()?;
                return Ok(roots);
            };
            Ok(Roots::of_file(path)?)
        };
        let policy = match address.verification {
            Verification::NoTls => return Ok(Self::Plain),
            Verification::None => CertificatePolicy::Any,
            Verification::Chain => CertificatePolicy::TrustedChain(roots()?),
            Verification::Full => CertificatePolicy::TrustedName(roots()?),
        };
        Ok(Self::Tls(MakeRustlsConnect::new(client_config(policy)?)))
    }

    /// Asks the server to cancel the statement on the connection of `token`.
    pub(super) async fn cancel(&self, token: &CancelToken) -> Result<(), tokio_postgres::Error> {
        match self {
            Self::Plain => token.cancel_query(NoTls).await,
            Self::Tls(tls) => token.cancel_query(tls.clone()).await,
        }
    }
}
