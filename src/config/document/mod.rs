//! Stage 1, read: parses files into YAML documents with spans. Invalid lines are reported with advice and skipped where
//! possible, so that one mistake does not hide others.

mod build;
mod explain;
mod limits;
mod node;
mod read;
mod recover;
pub mod scalar;

pub use limits::{MAX_DEPTH, MAX_FILE_BYTES, MAX_FILES, MAX_NODES};
pub use node::{DocumentNode, Kind, MappingEntry, Origin, Scalar};
pub use read::{ReadError, read_file, read_text};
