//! Errors in the settings that are found without asking the services.

use crate::source::{client::ClientError, postgis::DatabaseSettingsError};

/// A setting of the geoshapes cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GeoshapesError {
    /// The connection URL of the database.
    #[error("{0}")]
    Database(String),
    /// The name of a table.
    #[error("{0:?} is not the name of a table")]
    Table(String),
    /// The URL of a service, by its key.
    #[error("{key} is not a URL: {error}")]
    Url {
        /// The key of the configuration.
        key: &'static str,
        /// The error of the parser.
        #[source]
        error: url::ParseError,
    },
    /// A header for a service.
    #[error("{0:?} is not the name of a header, or its value is not allowed")]
    Header(String),
    /// The HTTP client.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl From<DatabaseSettingsError> for GeoshapesError {
    fn from(error: DatabaseSettingsError) -> Self {
        Self::Database(error.to_string())
    }
}
