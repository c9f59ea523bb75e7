//! Errors of sprites.

use crate::image::DecodeError;

/// Why a sprite cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SpriteError {
    /// A file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        error: std::io::Error,
    },
    /// The index is not a sprite index.
    #[error("{path}: {error}")]
    Index {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        error: serde_json::Error,
    },
    /// The image is not a valid PNG.
    #[error("{path}: {error}")]
    Png {
        /// The file.
        path: String,
        /// The cause.
        #[source]
        error: DecodeError,
    },
    /// An icon is outside of the image.
    #[error("{path}: icon \"{icon}\" is outside of the image")]
    Outside {
        /// The index file.
        path: String,
        /// The icon's name.
        icon: String,
    },
}
