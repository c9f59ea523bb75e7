//! Draws a metatile and encodes its tiles, on a drawing thread.

use std::sync::Arc;

use crate::{
    image::{self, ImageEncoding},
    render::{self, Fetched, Metatile, PictureError, RenderJob, View},
    service::{coding::pack, error::TileError, stored::StoredBody, styles::LoadedStyle},
    settings::{PngMode, Rasterizer, StyleSettings},
    source::Encoding,
    tile::{Format, Scale, TileId},
    work::Ticket,
};

/// The media type of SVG documents.
pub(crate) const SVG: &str = "image/svg+xml; charset=utf-8";

/// The inputs for drawing a metatile.
pub(super) struct MetatileImage {
    pub(super) style: Arc<LoadedStyle>,
    pub(super) metatile: Metatile,
    pub(super) scale: Scale,
    pub(super) format: Format,
    pub(super) tiles: Vec<Fetched>,
    pub(super) rasterizer: Rasterizer,
}

impl MetatileImage {
    /// Draws the metatile and returns its encoded tiles.
    pub(super) fn encode(&self, ticket: &Ticket) -> Result<Vec<(TileId, StoredBody)>, TileError> {
        if self.format == Format::Svg {
            return self.metatile.tiles().map(|tile| Ok((tile, self.document(tile, ticket)?))).collect();
        }
        self.images(ticket)
    }

    /// A tile as SVG, compressed with gzip.
    fn document(&self, tile: TileId, ticket: &Ticket) -> Result<StoredBody, TileError> {
        let text = render::svg(&self.job(View::of_tile(tile, self.scale), ticket)).map_err(failed)?;
        let packed = pack(text.as_bytes(), Encoding::Gzip).map_err(TileError::render)?;
        Ok(StoredBody::new(&packed, Encoding::Gzip, SVG))
    }

    /// All tiles, cut from one image.
    fn images(&self, ticket: &Ticket) -> Result<Vec<(TileId, StoredBody)>, TileError> {
        let Self { metatile, scale, format, .. } = self;
        let picture = render::picture(&self.job(metatile.view(*scale), ticket)).map_err(failed)?;
        let encoding = encoding(*format, &self.style.settings);
        let image = |tile: TileId| {
            let cut = metatile.cut(&picture, tile, *scale).ok_or_else(|| TileError::render(NotInMetatile(tile)))?;
            let bytes = image::encode(&cut, encoding).map_err(TileError::render)?;
            Ok((tile, StoredBody::image(&bytes, format.media_type())))
        };
        metatile.tiles().map(image).collect()
    }

    fn job<'a>(&'a self, view: View, ticket: &'a Ticket) -> RenderJob<'a> {
        RenderJob {
            style: &self.style.style,
            view,
            infos: &self.style.infos,
            tiles: &self.tiles,
            resources: self.style.resources(self.scale),
            overlay: None,
            rasterizer: self.rasterizer,
            ticket,
        }
    }
}

/// A bug: the tile is not part of its metatile.
#[derive(Debug, thiserror::Error)]
#[error("the tile {0} is not part of its metatile")]
struct NotInMetatile(TileId);

/// The error of a picture that cannot be drawn.
pub(crate) fn failed(error: PictureError) -> TileError {
    match error {
        PictureError::Tile(_) => TileError::bad_tile(error),
        PictureError::Over(_) => TileError::Timeout,
        PictureError::Paint(_) => TileError::render(error),
    }
}

/// How pixels are encoded.
pub(crate) fn encoding(format: Format, settings: &StyleSettings) -> ImageEncoding {
    match (format, settings.webp_quality) {
        (Format::Jpeg, _) => ImageEncoding::Jpeg { quality: settings.jpeg_quality, chroma: settings.jpeg_chroma },
        (Format::Webp, Some(quality)) => ImageEncoding::Webp { quality },
        (Format::Webp, None) => ImageEncoding::WebpLossless,
        _ => match settings.png {
            PngMode::Palette { colors, merge } => ImageEncoding::Png8 { colors, merge },
            PngMode::Truecolor => ImageEncoding::Png,
        },
    }
}
