//! Files of configured folders: which file a path names, what is in it, and texts compressed once.

mod engine;
mod file;
mod lookup;
mod media_type;

pub(super) use engine::StaticFileEngine;

pub(crate) use file::StaticFile;
pub(crate) use lookup::{StaticPath, StaticTarget};
