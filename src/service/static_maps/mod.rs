//! Static maps: pictures of any part of the world in any size, with overlays.
//!
//! A request in one of the spellings of addresses becomes a [`StaticMapJob`], which the [`StaticMapEngine`] draws: the
//! labels of the map are placed once for the whole picture, and the overlay is part of the same display list.

mod attribution;
mod auto_position;
mod draw;
mod engine;
mod error;
mod icons;
mod img;
mod job;
mod key;
mod map_place;
mod marks;
mod options;
mod request;
mod spelling;

pub(crate) use error::StaticMapError;
pub(crate) use img::ImgRequest;
pub(crate) use job::StaticMapJob;
pub(crate) use options::StaticMapOptions;
pub(crate) use request::StaticMapRequest;
pub(crate) use spelling::Spelling;

pub(super) use engine::{StaticMapEngine, StaticMapParts};
pub(super) use icons::Icons;
