//! Filters for purges.

use std::sync::Arc;

use crate::tile::Bounds;

use super::key::{CacheKey, Resource};

/// Selects the entries that a purge removes. An entry must meet all conditions that are set. The default matches all
/// entries.
///
/// Glyph files, markers and files of folders have no source, zoom or bounds, so only a purge of everything or of their key removes them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct KeyFilter {
    /// The sources; empty means all.
    pub(crate) sources: Vec<Arc<str>>,
    /// The first and the last zoom.
    pub(crate) zooms: Option<(u8, u8)>,
    /// A rectangle that tiles must intersect.
    pub(crate) bounds: Option<Bounds>,
    /// A single resource, in the format of [`CacheKey`]'s `Display`, with all its codings and views.
    pub(crate) key: Option<String>,
}

impl KeyFilter {
    /// Whether the entry of `key` is removed.
    pub(crate) fn matches(&self, key: &CacheKey) -> bool {
        let place = match &key.resource {
            Resource::Tile(tile) => {
                (self.sources.is_empty() || self.sources.contains(&tile.source))
                    && self.zooms.is_none_or(|(first, last)| (first..=last).contains(&tile.tile.z()))
                    && self.bounds.is_none_or(|bounds| bounds.intersects(tile.tile.bounds()))
            }
            // Where a static map is, its key does not tell.
            Resource::StaticMap(map) => {
                (self.sources.is_empty() || self.sources.contains(&map.source))
                    && self.zooms.is_none_or(|(first, last)| (first..=last).contains(&map.zoom))
            }
            Resource::Glyphs(_) | Resource::Marker(_) | Resource::File(_) => {
                self.sources.is_empty() && self.zooms.is_none() && self.bounds.is_none()
            }
        };
        place && self.key.as_ref().is_none_or(|text| *text == key.to_string())
    }
}
