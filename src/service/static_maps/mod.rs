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

pub(crate) use attribution::plain_text;
pub(crate) use error::StaticMapError;
pub(crate) use img::{ImgPlace, ImgRequest};
pub(crate) use job::StaticMapJob;

pub(super) use engine::StaticMapEngine;
pub(super) use icons::Icons;
