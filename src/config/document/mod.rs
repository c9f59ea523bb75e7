//! Stage 1, read: files → spanned YAML documents. Unreadable YAML is reported with its fix, repaired
//! line by line as far as possible, and read on, so that one slip does not hide the others.

mod build;
mod explain;
mod limits;
mod node;
mod read;
mod recover;
pub mod scalar;

pub use limits::{MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_NODES};
pub use node::{Entry, Kind, Node, Origin, Scalar};
pub use read::{ReadError, read_file, read_text};
