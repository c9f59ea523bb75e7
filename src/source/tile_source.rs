//! The trait of all sources.

use std::sync::Arc;

use async_trait::async_trait;

use crate::tile::Lang;

use super::{Connections, SourceError, SourceTile, TileInfo, TileQuery};

/// A source of tiles: it reads from a file, archive, database or server, or changes the tiles of another source.
#[async_trait]
pub trait TileSource: Send + Sync + std::fmt::Debug {
    /// Returns a tile. If it does not exist, this is [`SourceError::NotFound`]; a tile without content is an empty
    /// [`SourceTile`].
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError>;

    /// The TileJSON description of the source, before `setInfo` and `overrideInfo`.
    fn info(&self) -> &TileInfo;

    /// Whether tiles depend on the language of a query, so that it is part of the cache key.
    fn depends_on_lang(&self) -> bool {
        false
    }

    /// The language that stands for all those whose tiles are the same as those for `lang`, so that a client cannot
    /// invent languages that are cached one by one. `None` if tiles are the same as without a language.
    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.depends_on_lang().then(|| lang.clone())
    }

    /// The state of the source's connection pools, for metrics.
    fn connections(&self) -> Vec<Connections> {
        Vec::new()
    }

    /// Tests the source, for `karto check --connect` and readiness: opens connections, prepares statements, or requests
    /// a tile. Returns all problems; if there are none, the source works.
    async fn probe(&self) -> Vec<SourceError> {
        Vec::new()
    }

    /// Problems that do not prevent the source from working, such as a replica that is down.
    async fn absent(&self) -> Vec<SourceError> {
        Vec::new()
    }
}

/// The language that stands for `lang` for something made from all `sources`: see [`TileSource::language`].
pub(crate) fn language_of_all<'a>(sources: impl IntoIterator<Item = &'a dyn TileSource>, lang: &Lang) -> Option<Lang> {
    let languages: Vec<Lang> = sources.into_iter().filter_map(|source| source.language(lang)).collect();
    // If some know the language and others do not, it counts.
    languages.iter().find(|known| *known == lang).or(languages.first()).cloned()
}

/// A shared source.
pub type SharedSource = Arc<dyn TileSource>;
