//! The paths to request.

use std::path::{Path, PathBuf};

use super::{
    area::SeedArea,
    paths::{FormatError, PathVariants, TilePathTemplate},
    tile_list::{self, TileListError},
};
use crate::{
    cli::{client::RemoteServer, request_log},
    tile::TileId,
};

/// Paths, generated lazily.
pub(super) type Paths = Box<dyn Iterator<Item = String>>;

/// The tiles to request and their variants.
pub(super) struct SeedPlan<'a> {
    /// The tiles.
    pub(super) tiles: TileChoice<'a>,
    /// Sources, formats, scales and languages of each tile.
    pub(super) variants: PathVariants<'a>,
    /// The maximum number of tiles.
    pub(super) limit: u64,
}

/// The selection of tiles.
pub(super) enum TileChoice<'a> {
    /// None.
    None,
    /// The tiles of an area.
    Area(SeedArea),
    /// Tiles `z/x/y` in a file.
    List(&'a Path),
    /// Paths in a log of requests, as they are.
    Requests(&'a Path),
}

/// The plan cannot be executed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PlanError {
    /// Neither an area nor a list.
    #[error("no tiles selected: use --zooms FROM-TO or --list FILE")]
    NoTiles,
    /// An area, but no source.
    #[error("no source selected: use --source NAME")]
    NoSource,
    /// More tiles than the limit.
    #[error("{count} tiles selected, more than --limit {limit}: use fewer zooms, a smaller --bbox or a higher --limit")]
    TooMany {
        /// Tiles times variants.
        count: u64,
        /// The limit.
        limit: u64,
    },
    /// The log of requests cannot be read.
    #[error("{}", .path.display())]
    Log {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The list of tiles cannot be read.
    #[error("{}", .path.display())]
    List {
        /// The file.
        path: PathBuf,
        /// The error.
        source: TileListError,
    },
    /// The format of a source cannot be determined.
    #[error(transparent)]
    Format(#[from] FormatError),
}

impl SeedPlan<'_> {
    /// The paths to request from `server`. May request `info.json` of the sources from it.
    pub(super) async fn paths(self, server: &RemoteServer) -> Result<Paths, PlanError> {
        let max = usize::try_from(self.limit).unwrap_or(usize::MAX);
        match self.tiles {
            TileChoice::None => Err(PlanError::NoTiles),
            TileChoice::Requests(path) => {
                let targets = request_log::read(path, max);
                let targets = targets.map_err(|source| PlanError::Log { path: path.to_owned(), source })?;
                Ok(Box::new(targets.into_iter()))
            }
            TileChoice::List(path) => {
                let tiles = tile_list::read(path, max);
                let tiles = tiles.map_err(|source| PlanError::List { path: path.to_owned(), source })?;
                let variants = self.variants.of(server).await?;
                Ok(Box::new(tiles.into_iter().flat_map(move |tile| paths_of(&variants, tile))))
            }
            TileChoice::Area(area) => {
                let variants = self.variants.of(server).await?;
                if variants.is_empty() {
                    return Err(PlanError::NoSource);
                }
                let count = area.count().saturating_mul(variants.len() as u64);
                if count > self.limit {
                    return Err(PlanError::TooMany { count, limit: self.limit });
                }
                Ok(Box::new(area.tiles().flat_map(move |tile| paths_of(&variants, tile))))
            }
        }
    }
}

fn paths_of(variants: &[TilePathTemplate], tile: TileId) -> Vec<String> {
    variants.iter().map(|variant| variant.of(tile)).collect()
}
