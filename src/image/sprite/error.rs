//! Errors of sprites.

use super::limits::{MAX_ICONS, MAX_PIXELS};
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
    /// The icons have too many pixels together, or there are too many of them: many may show the same part of the image.
    #[error("{path}: more than {MAX_ICONS} icons, or more than {MAX_PIXELS} pixels in all icons together")]
    TooMany {
        /// The index file.
        path: String,
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
