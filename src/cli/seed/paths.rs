//! The paths of a tile, one for each source, format, scale and language.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use crate::{
    cli::client::{RemoteServer, ResponseError, send},
    tile::TileId,
};

/// Timeout of the request for `info.json`.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The maximum size of `info.json`, in bytes.
const MAX_INFO: usize = 4 << 20;

/// A template for the paths of tiles in one variant.
#[derive(Debug, Clone)]
pub(super) struct TilePathTemplate {
    before: String,
    after: String,
}

impl TilePathTemplate {
    fn new(source: &str, format: &str, scale: Option<&String>, lang: Option<&String>) -> Self {
        let scale = scale.map(|scale| format!("@{scale}x")).unwrap_or_default();
        let lang = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
        Self { before: format!("/{source}/"), after: format!("{scale}.{format}{lang}") }
    }

    /// The path of `tile`.
    pub(super) fn of(&self, tile: TileId) -> String {
        format!("{}{tile}{}", self.before, self.after)
    }
}

/// The variants of each tile, from the command line.
pub(super) struct PathVariants<'a> {
    /// Names of sources.
    pub(super) sources: &'a [String],
    /// Formats; empty for the first of each source.
    pub(super) formats: &'a [String],
    /// Scales in addition to 1.
    pub(super) scales: &'a [String],
    /// Languages; empty for none.
    pub(super) langs: &'a [String],
}

/// The format of a source cannot be determined.
#[derive(Debug, thiserror::Error)]
pub(super) enum FormatError {
    /// The server does not respond.
    #[error("{server}")]
    Request {
        /// The source's name in paths.
        server: String,
        /// The error of the request.
        source: ResponseError,
    },
    /// Its `info.json` names none.
    #[error("{path} answers {status} and names no format: {info}; use --format")]
    NoFormat {
        /// Path of the `info.json`.
        path: String,
        /// Its status.
        status: StatusCode,
        /// Its body.
        info: Value,
    },
}

impl PathVariants<'_> {
    /// All combinations. If the command line names no format, it is read from the source's `info.json` on `server`.
    pub(super) async fn of(&self, server: &RemoteServer) -> Result<Vec<TilePathTemplate>, FormatError> {
        let mut variants = Vec::new();
        for source in self.sources {
            let formats = match self.formats {
                [] => vec![first_format(server, source).await?],
                formats => formats.to_vec(),
            };
            for format in formats {
                for scale in [None].into_iter().chain(self.scales.iter().map(Some)) {
                    let langs: Vec<Option<&String>> = match self.langs {
                        [] => vec![None],
                        langs => langs.iter().map(Some).collect(),
                    };
                    variants.extend(langs.into_iter().map(|lang| TilePathTemplate::new(source, &format, scale, lang)));
                }
            }
        }
        Ok(variants)
    }
}

/// The format in the tile URLs of `info.json`.
async fn first_format(server: &RemoteServer, source: &str) -> Result<String, FormatError> {
    let path = format!("/{source}/info.json");
    let response = send(server.get(&path).timeout(TIMEOUT), MAX_INFO).await;
    let response = response.map_err(|source| FormatError::Request { server: server.name().to_owned(), source })?;
    let info: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let tiles = info.pointer("/tiles/0").and_then(|tiles| tiles.as_str());
    let format = tiles.and_then(|tiles| tiles.rsplit_once('.')).map(|(_, format)| format.to_owned());
    format.ok_or(FormatError::NoFormat { path, status: response.status, info })
}
