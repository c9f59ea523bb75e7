//! Root certificates, from the system or from a PEM file.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rustls::{
    RootCertStore,
    client::{VerifierBuilderError, WebPkiServerVerifier, danger::ServerCertVerifier},
    crypto::ring,
    pki_types::{
        CertificateDer,
        pem::{self, PemObject},
    },
};
use rustls_platform_verifier::Verifier;

/// The trusted certificate authorities.
#[derive(Debug)]
pub(in crate::source) enum Roots {
    /// Those of the system. They are read when they are first needed, because reading them is slow and unnecessary if
    /// all upstreams use plain HTTP. Also, a container may not have any.
    System(OnceLock<Result<Verifier, rustls::Error>>),
    /// Those in a file.
    File(Arc<WebPkiServerVerifier>),
}

/// The certificates of a file cannot be used as roots.
#[derive(Debug, thiserror::Error)]
pub(in crate::source) enum RootsError {
    /// The file cannot be read, or is not PEM.
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: pem::Error },
    /// A certificate in it is invalid.
    #[error("{}: {source}", path.display())]
    Certificate { path: PathBuf, source: rustls::Error },
    /// No verifier can be built from them, for example because there are none.
    #[error("{}: {source}", path.display())]
    Unusable { path: PathBuf, source: VerifierBuilderError },
}

impl Roots {
    /// The system's roots, which are not read yet.
    pub(crate) fn of_system() -> Self {
        Self::System(OnceLock::new())
    }

    /// The certificates in the PEM file at `path`.
    pub(crate) fn of_file(path: &Path) -> Result<Self, RootsError> {
        let unreadable = |source| RootsError::Read { path: path.to_owned(), source };
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
            let added = roots.add(certificate.map_err(unreadable)?);
            added.map_err(|source| RootsError::Certificate { path: path.to_owned(), source })?;
        }
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
        verifier.map(Self::File).map_err(|source| RootsError::Unusable { path: path.to_owned(), source })
    }

    /// The verifier of certificates issued by these authorities. Reads the system's roots at the first call.
    pub(crate) fn verifier(&self) -> Result<&dyn ServerCertVerifier, rustls::Error> {
        match self {
            Self::System(verifier) => {
                let read = verifier.get_or_init(|| Verifier::new(Arc::new(ring::default_provider())));
                read.as_ref().map(|verifier| verifier as _).map_err(rustls::Error::clone)
            }
            Self::File(verifier) => Ok(&**verifier),
        }
    }
}
