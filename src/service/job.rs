//! Validated requests for tiles.

use std::sync::Arc;

use crate::{
    cache::TileKey,
    mvt::JsonDetail,
    tile::{Format, Lang, Scale, TileId},
};

use super::{admission::CostKey, served_source::ServedSource};

/// A request for a tile that has passed all checks.
#[derive(Debug, Clone)]
pub(crate) struct TileJob {
    /// The source.
    pub(crate) source: Arc<ServedSource>,
    /// The tile.
    pub(crate) tile: TileId,
    /// The scale; 1 if the format is not a raster format.
    pub(crate) scale: Scale,
    /// The format.
    pub(crate) format: Format,
    /// The language, if the source depends on it.
    pub(crate) lang: Option<Lang>,
    /// The level of detail of a JSON tile.
    pub(crate) detail: JsonDetail,
}

impl TileJob {
    /// What kinds of jobs cost the same.
    pub(super) fn cost_key(&self) -> CostKey {
        let Self { source, format, scale, .. } = self;
        CostKey { source: source.settings.id.clone(), format: *format, scale: *scale, zoom: self.tile.z() }
    }

    /// The cache key of the tile.
    pub(crate) fn key(&self) -> TileKey {
        let view = match self.detail {
            JsonDetail::Full => 0,
            JsonDetail::NoGeometry => 1,
            JsonDetail::Summary => 2,
        };
        TileKey {
            source: self.source.settings.id.clone(),
            tile: self.tile,
            scale: self.scale,
            format: self.format,
            lang: self.lang.clone(),
            view,
        }
    }
}
