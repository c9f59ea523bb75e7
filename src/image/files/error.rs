//! Errors of image files.

use crate::image::{DecodeError, vector::SvgError};

/// An image file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {error}")]
pub struct ImageFileProblem {
    /// The name or the pattern that was asked for.
    pub name: String,
    /// The cause.
    #[source]
    pub error: ImageFileError,
}

/// Why an image file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ImageFileError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// The file is larger than allowed.
    #[error("{bytes} bytes are more than the allowed {most}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        most: u64,
    },
    /// All files together are larger than allowed.
    #[error("the image files of a style are larger than {0} bytes")]
    TooMuch(u64),
    /// The document is not valid.
    #[error(transparent)]
    Svg(#[from] SvgError),
    /// The image is not valid.
    #[error(transparent)]
    Image(#[from] DecodeError),
    /// A pattern has no file.
    #[error("no file matches")]
    NoMatch,
    /// The folder has more files than are looked at.
    #[error("the folder has more than {0} files")]
    TooMany(usize),
    /// The name is an address.
    #[error("files on other servers are not read")]
    Remote,
}
