//! Styles: loaded once, reduced to the layers that the configuration includes, and bound to the sources they read.

mod error;
mod fonts;
mod load;
mod loaded;
mod map;
mod sprites;

pub use error::StyleError;
pub use fonts::Fonts;
pub use map::map_resources;

pub(super) use load::{StyleInput, load};
pub(super) use loaded::LoadedStyle;
pub(super) use map::Maps;
pub(super) use sprites::ServedSprite;

use std::{collections::BTreeMap, sync::Arc};

use crate::settings::SourceId;

/// The styles of all drawn sources.
pub(super) type Styles = BTreeMap<SourceId, Arc<LoadedStyle>>;
