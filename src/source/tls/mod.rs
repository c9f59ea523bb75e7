//! TLS for connections to other servers (HTTP and PostgreSQL), with rustls and ring.

mod roots;
mod verifier;

use std::sync::Arc;

use rustls::{ClientConfig, crypto::ring};

pub(super) use self::{
    roots::{Roots, RootsError},
    verifier::CertificatePolicy,
};
use verifier::PolicyVerifier;

/// A client configuration that verifies servers by `policy`, without a client certificate.
pub(super) fn client_config(policy: CertificatePolicy) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(ring::default_provider());
    let verifier = PolicyVerifier::new(policy, &provider);
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}
