//! The service: it builds sources, caches and engines from settings, and answers requests with them.
//!
//! [`Service`] is a façade: it checks a request, computes its cache key, and chooses the engine that makes the
//! response. Each engine has its own state and receives its dependencies when it is built:
//!
//! | engine | makes |
//! |---|---|
//! | `vectors` | vector tiles: fetched from a source, compressed, shared through the cache |
//! | `pictures` | drawn tiles, one metatile at a time |
//! | `documents` | `info.json`, `style.json`, and the JSON views of tiles |
//! | `static_maps` | pictures of any part of the world, with overlays |
//! | `glyphs` | glyph files for browsers |
//! | `shapes` | documents with shapes |
//! | `markers` | marker images |
//! | `static_files` | files of configured folders |
//!
//! This room does not depend on HTTP or YAML, and binds no port.

mod admission;
mod body_memory;
mod build;
mod caller;
mod client_shares;
pub(crate) mod coding;
mod current;
mod documents;
mod drawing;
mod engines;
mod error;
mod error_kind;
mod facade;
mod glyphs;
mod job;
mod markers;
mod pictures;
mod recode;
mod request;
mod response;
mod run;
mod served_source;
mod shapes;
mod shared_buffers;
mod sources;
mod static_files;
mod static_maps;
mod stored;
mod styles;
mod vectors;

pub use build::ServiceBuildError;
pub use facade::Service;
pub use styles::{Fonts, StyleError, map_resources};

pub(crate) use admission::ClientKey;
pub(crate) use current::Current;
pub(crate) use error::TileError;
pub(crate) use error_kind::ErrorKind;
pub(crate) use job::TileJob;
pub(crate) use markers::{MarkerError, MarkerRequest};
pub(crate) use request::TileRequest;
pub(crate) use response::TileResponse;
pub(crate) use served_source::ServedSource;
pub(crate) use static_files::{StaticFile, StaticPath, StaticTarget};
pub(crate) use static_maps::{ImgRequest, Spelling, StaticMapError, StaticMapJob, StaticMapOptions, StaticMapRequest};
pub(crate) use stored::{BackendObject, INCOMPLETE, StoredBody};
