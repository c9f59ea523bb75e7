//! What an answer is found by, and what a purge is aimed at.

use std::sync::Arc;

use crate::tile::{Bounds, Format, Lang, Scale, TileId};

/// What distinguishes answers of one tile in one format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Variant {
    /// Which view of the content (0: the content itself).
    pub view: u8,
    /// Which packing of the bytes (0: the one that is made first).
    pub packing: u8,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The source asked.
    pub source: Arc<str>,
    /// The tile.
    pub tile: TileId,
    /// The scale; 1 for what is not drawn.
    pub scale: Scale,
    /// The format.
    pub format: Format,
    /// The language, where the source depends on it.
    pub lang: Option<Lang>,
    /// See [`Variant`].
    pub variant: Variant,
}

impl Key {
    /// Bytes an entry takes besides its value: key, hash table slot and moka's bookkeeping, rounded up.
    pub const WEIGHT: usize = 256;
}

impl std::fmt::Display for Key {
    /// As the public URL writes it: `osm-intl/11/828/655@2x.png?lang=fr`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.source, self.tile)?;
        if self.scale != Scale::ONE {
            write!(f, "@{}x", self.scale)?;
        }
        write!(f, ".{}", self.format.name())?;
        match &self.lang {
            Some(lang) => write!(f, "?lang={lang}"),
            None => Ok(()),
        }
    }
}

/// What a purge is aimed at; every condition that is set must hold. The default matches everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyFilter {
    /// Any of these sources; empty means all.
    pub sources: Vec<Arc<str>>,
    /// First and last zoom.
    pub zooms: Option<(u8, u8)>,
    /// Tiles that touch this rectangle.
    pub bounds: Option<Bounds>,
    /// This one answer, written as [`Key`]'s `Display` does; all its variants.
    pub key: Option<String>,
}

impl KeyFilter {
    /// Whether `key` is meant.
    pub fn matches(&self, key: &Key) -> bool {
        (self.sources.is_empty() || self.sources.contains(&key.source))
            && self.zooms.is_none_or(|(first, last)| (first..=last).contains(&key.tile.z()))
            && self.bounds.is_none_or(|bounds| bounds.intersects(key.tile.bounds()))
            && self.key.as_ref().is_none_or(|text| *text == key.to_string())
    }
}
