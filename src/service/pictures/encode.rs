//! Draws a metatile and encodes its tiles: the job that the drawing threads do.

use std::sync::Arc;

use crate::{
    image::{self, Chroma, Pixels},
    render::{self, Fetched, Metatile, PictureError, View},
    service::{coding::pack, error::TileError, stored::StoredBody, styles::LoadedStyle},
    settings::{self, PngMode, StyleSettings},
    source::Encoding,
    tile::{Format, Scale, TileId},
    work::Ticket,
};

const SVG: &str = "image/svg+xml; charset=utf-8";

/// What is drawn.
pub(super) struct BlockImage {
    pub(super) style: Arc<LoadedStyle>,
    pub(super) metatile: Metatile,
    pub(super) scale: Scale,
    pub(super) format: Format,
    pub(super) tiles: Vec<Fetched>,
}

impl BlockImage {
    /// The encoded tiles.
    pub(super) fn encode(&self, ticket: &Ticket) -> Result<Vec<(TileId, StoredBody)>, TileError> {
        if self.format == Format::Svg {
            return self.metatile.tiles().map(|tile| Ok((tile, self.document(tile, ticket)?))).collect();
        }
        self.images(ticket)
    }

    /// A tile as SVG, packed because it is text.
    fn document(&self, tile: TileId, ticket: &Ticket) -> Result<StoredBody, TileError> {
        let Self { style, scale, tiles, .. } = self;
        let view = View::of_tile(tile, *scale);
        let text = render::svg(&style.style, &view, &style.infos, tiles, style.resources(*scale), ticket);
        let packed = pack(text.map_err(failed)?.as_bytes(), Encoding::Gzip).map_err(TileError::render)?;
        Ok(StoredBody::new(packed, Encoding::Gzip, SVG))
    }

    /// All tiles, cut from one picture.
    fn images(&self, ticket: &Ticket) -> Result<Vec<(TileId, StoredBody)>, TileError> {
        let Self { style, metatile, scale, format, tiles } = self;
        let view = metatile.view(*scale);
        let picture = render::picture(&style.style, &view, &style.infos, tiles, style.resources(*scale), ticket);
        let picture = picture.map_err(failed)?;
        let encoding = encoding(*format, &style.settings);
        let image = |tile: TileId| {
            let cut = metatile.cut(&picture, tile, *scale).ok_or_else(|| TileError::render(NotOnBlock(tile)))?;
            let bytes = image::encode(Pixels::of(&cut), encoding).map_err(TileError::render)?;
            Ok((tile, StoredBody::image(bytes.into(), format.media_type())))
        };
        metatile.tiles().map(image).collect()
    }
}

/// A bug: the tile is not a part of its metatile.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not on its block")]
struct NotOnBlock(TileId);

fn failed(error: PictureError) -> TileError {
    match error {
        PictureError::Unpack { .. } | PictureError::Vector { .. } | PictureError::Image { .. } => {
            TileError::bad_tile(error)
        }
        PictureError::Over => TileError::Timeout,
        PictureError::Paint(_) => TileError::render(error),
    }
}

fn encoding(format: Format, settings: &StyleSettings) -> image::Encoding {
    match (format, settings.webp_quality) {
        (Format::Jpeg, _) => {
            image::Encoding::Jpeg { quality: settings.jpeg_quality, chroma: chroma(settings.jpeg_chroma) }
        }
        (Format::Webp, Some(quality)) => image::Encoding::Webp { quality },
        (Format::Webp, None) => image::Encoding::WebpLossless,
        _ => match settings.png {
            PngMode::Palette(colours) => image::Encoding::Png8 { colours },
            PngMode::Truecolour => image::Encoding::Png,
        },
    }
}

fn chroma(setting: settings::Chroma) -> Chroma {
    match setting {
        settings::Chroma::Quarter => Chroma::Quarter,
        settings::Chroma::Full => Chroma::Full,
    }
}
