//! The image files that a style names.

mod error;
mod file;
mod files;
mod pattern;

pub use error::{ImageFileError, ImageFileProblem};
pub use file::ImageFile;
pub use files::ImageFiles;
