//! Parsers for values of arguments.

use std::time::Duration;

use url::Url;

use crate::config::duration_of;

/// An invalid argument. The message follows clap's `invalid value '…' for '…': `.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArgumentError {
    /// Not a number with a unit, or zero.
    #[error("expected a number and its unit: 500ms, 5s, 2m")]
    Duration,
    /// Not a URL at all.
    #[error("not a URL: {0}")]
    Url(#[from] url::ParseError),
    /// A URL without a host, or of another scheme.
    #[error("expected a URL that starts with http:// or https://")]
    Scheme,
}

/// Reads a duration above zero: `500ms`, `5s`, `2m`.
pub(crate) fn duration(text: &str) -> Result<Duration, ArgumentError> {
    duration_of(text, false).filter(|duration| !duration.is_zero()).ok_or(ArgumentError::Duration)
}

/// Reads the base URL of a server: `http://127.0.0.1:6533`.
pub(crate) fn server_url(text: &str) -> Result<Url, ArgumentError> {
    let url = Url::parse(text)?;
    match url.scheme() {
        "http" | "https" if url.host_str().is_some() => Ok(url),
        _ => Err(ArgumentError::Scheme),
    }
}
