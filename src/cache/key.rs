//! Cache keys.

use std::{fmt, sync::Arc};

use crate::{
    image::pin::Pin,
    tile::{Format, Lang, Scale, TileId},
};

/// A resource in a content coding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CacheKey {
    /// The resource.
    pub(crate) resource: Resource,
    /// The content coding; 0 is the one that is made first.
    pub(crate) coding: u8,
}

/// A resource that can be cached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Resource {
    /// A tile of a source.
    Tile(TileKey),
    /// A glyph file, which has no source.
    Glyphs(GlyphKey),
    /// A static map.
    StaticMap(StaticMapKey),
    /// A marker, which has no source.
    Marker(MarkerKey),
    /// A file of a configured folder, which has no source.
    File(FileKey),
}

/// A tile of a source in one format.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct TileKey {
    /// The source.
    pub(crate) source: Arc<str>,
    /// The tile.
    pub(crate) tile: TileId,
    /// The scale; 1 for tiles that are not drawn.
    pub(crate) scale: Scale,
    /// The format.
    pub(crate) format: Format,
    /// The language, if the source depends on it.
    pub(crate) lang: Option<Lang>,
    /// The view of a JSON tile; 0 is the complete one.
    pub(crate) view: u8,
}

/// The glyphs of 256 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct GlyphKey {
    /// Comma-separated font names.
    pub(crate) stack: Arc<str>,
    /// The first character.
    pub(crate) first: u32,
}

/// A static map of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct StaticMapKey {
    /// The source.
    pub(crate) source: Arc<str>,
    /// The zoom, rounded down.
    pub(crate) zoom: u8,
    /// A digest of everything that the picture depends on.
    pub(crate) digest: [u8; 16],
}

/// A marker image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MarkerKey {
    /// The pin.
    pub(crate) pin: Pin,
    /// Whether it has two pixels per CSS pixel.
    pub(crate) double: bool,
}

/// A version of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct FileKey {
    /// Its path in the URL.
    pub(crate) path: Arc<str>,
    /// Its size in bytes.
    pub(crate) len: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub(crate) milliseconds: u128,
}

impl CacheKey {
    /// The overhead of an entry in bytes, as measured in a cache of empty values: its slot in the hash table, moka's
    /// bookkeeping (two queues and a timer), the texts of headers, and what the allocator adds to each.
    const OVERHEAD: usize = 1200;

    /// The size in bytes of an entry with this key, without its value.
    pub(super) fn weight(&self) -> usize {
        match &self.resource {
            // The names of sources are shared with the settings.
            Resource::Tile(_) | Resource::StaticMap(_) | Resource::Marker(_) => Self::OVERHEAD,
            Resource::Glyphs(glyphs) => Self::OVERHEAD + glyphs.stack.len(),
            Resource::File(file) => Self::OVERHEAD + file.path.len(),
        }
    }

    /// The zoom, on which the freshness may depend.
    pub(super) fn zoom(&self) -> Option<u8> {
        match &self.resource {
            Resource::Tile(tile) => Some(tile.tile.z()),
            Resource::StaticMap(map) => Some(map.zoom),
            Resource::Glyphs(_) | Resource::Marker(_) | Resource::File(_) => None,
        }
    }
}

impl From<TileKey> for CacheKey {
    fn from(tile: TileKey) -> Self {
        Self { resource: Resource::Tile(tile), coding: 0 }
    }
}

impl From<GlyphKey> for CacheKey {
    fn from(glyphs: GlyphKey) -> Self {
        Self { resource: Resource::Glyphs(glyphs), coding: 0 }
    }
}

impl From<StaticMapKey> for CacheKey {
    fn from(map: StaticMapKey) -> Self {
        Self { resource: Resource::StaticMap(map), coding: 0 }
    }
}

impl From<MarkerKey> for CacheKey {
    fn from(marker: MarkerKey) -> Self {
        Self { resource: Resource::Marker(marker), coding: 0 }
    }
}

impl From<FileKey> for CacheKey {
    fn from(file: FileKey) -> Self {
        Self { resource: Resource::File(file), coding: 0 }
    }
}

impl fmt::Display for CacheKey {
    /// The path of the public URL, without its leading slash. It is the same for all codings of a resource.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.resource {
            Resource::Tile(tile) => tile.fmt(f),
            Resource::Glyphs(glyphs) => glyphs.fmt(f),
            Resource::StaticMap(map) => map.fmt(f),
            Resource::Marker(marker) => marker.fmt(f),
            Resource::File(file) => f.write_str(file.path.trim_start_matches('/')),
        }
    }
}

impl fmt::Display for TileKey {
    /// `osm-intl/11/828/655@2x.png?lang=fr`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

impl fmt::Display for StaticMapKey {
    /// `osm-intl/static/` and the digest in hexadecimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/static/", self.source)?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Display for GlyphKey {
    /// `fonts/Noto Sans Regular/0-255.pbf`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fonts/{}/{}-{}.pbf", self.stack, self.first, self.first.saturating_add(255))
    }
}

impl fmt::Display for MarkerKey {
    /// `v4/marker/pin-m-bus+ff0000@2x.png`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v4/marker/{}{}.png", self.pin, if self.double { "@2x" } else { "" })
    }
}
