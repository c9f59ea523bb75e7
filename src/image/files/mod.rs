//! The image files that a style names.

mod error;
mod file;
mod pattern;
mod set;

pub use error::{ImageFileError, ImageFileProblem};
pub use file::ImageFile;
pub use set::ImageFiles;
