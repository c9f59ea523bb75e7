//! Which entries a purge removes.

use std::sync::Arc;

use crate::tile::Bounds;

use super::key::{CacheKey, Resource};

/// Which entries a purge removes; every condition that is set must hold. The default matches everything.
///
/// Glyph files belong to no source, zoom or place, so only a purge of everything or of their own key removes them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct KeyFilter {
    /// Any of these sources; empty means all.
    pub(crate) sources: Vec<Arc<str>>,
    /// First and last zoom.
    pub(crate) zooms: Option<(u8, u8)>,
    /// Tiles that touch this rectangle.
    pub(crate) bounds: Option<Bounds>,
    /// This one answer, written as [`CacheKey`]'s `Display` does; all its codings and views.
    pub(crate) key: Option<String>,
}

impl KeyFilter {
    /// Whether the entry of `key` is to be removed.
    pub(crate) fn matches(&self, key: &CacheKey) -> bool {
        let place = match &key.resource {
            Resource::Tile(tile) => {
                (self.sources.is_empty() || self.sources.contains(&tile.source))
                    && self.zooms.is_none_or(|(first, last)| (first..=last).contains(&tile.tile.z()))
                    && self.bounds.is_none_or(|bounds| bounds.intersects(tile.tile.bounds()))
            }
            Resource::Glyphs(_) => self.sources.is_empty() && self.zooms.is_none() && self.bounds.is_none(),
        };
        place && self.key.as_ref().is_none_or(|text| *text == key.to_string())
    }
}
