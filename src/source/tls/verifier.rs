//! The verifier of certificates. Policies differ in the certificates that they accept, but signatures are always
//! verified.

use std::sync::Arc;

use rustls::{
    CertificateError, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use super::Roots;

/// The certificates of servers that are accepted.
#[derive(Debug)]
pub(in crate::source) enum CertificatePolicy {
    /// Any certificate whose private key the server has.
    Any,
    /// Those issued by a trusted authority, for any name.
    TrustedChain(Roots),
    /// Those issued by a trusted authority for the name of the server.
    TrustedName(Roots),
}

/// Verifies servers by a policy.
#[derive(Debug)]
pub(super) struct PolicyVerifier {
    policy: CertificatePolicy,
    algorithms: WebPkiSupportedAlgorithms,
}

impl PolicyVerifier {
    pub(super) fn new(policy: CertificatePolicy, provider: &Arc<CryptoProvider>) -> Self {
        Self { policy, algorithms: provider.signature_verification_algorithms }
    }
}

impl ServerCertVerifier for PolicyVerifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verify = |roots: &Roots| {
            let verifier = roots.verifier();
            let verifier = verifier.map_err(|error| {
                Error::General(format!("the root certificates of this system cannot be read: {error}"))
            })?;
            verifier.verify_server_cert(certificate, intermediates, name, ocsp, now)
        };
        match &self.policy {
            CertificatePolicy::Any => Ok(ServerCertVerified::assertion()),
            CertificatePolicy::TrustedName(roots) => verify(roots),
            CertificatePolicy::TrustedChain(roots) => match verify(roots) {
                Err(Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                )) => Ok(ServerCertVerified::assertion()),
                other => other,
            },
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
