//! Draws and encodes a static map, on a drawing thread.

use std::sync::Arc;

use crate::{
    image,
    render::{self, Fetched, OverlayInput, RenderJob},
    service::{
        coding::pack,
        error::TileError,
        pictures::{SVG, encoding, failed},
        stored::StoredBody,
        styles::LoadedStyle,
    },
    settings::Rasterizer,
    source::Encoding,
    tile::Format,
    work::Ticket,
};

use super::{icons::Icons, job::StaticMapJob};

/// The inputs for drawing a static map.
pub(super) struct StaticMapImage {
    pub(super) job: StaticMapJob,
    pub(super) style: Arc<LoadedStyle>,
    pub(super) tiles: Vec<Fetched>,
    pub(super) icons: Icons,
    pub(super) rasterizer: Rasterizer,
}

impl StaticMapImage {
    /// Draws the picture and encodes it.
    pub(super) fn encode(&self, ticket: &Ticket) -> Result<StoredBody, TileError> {
        let Self { job, style, tiles, icons, rasterizer } = self;
        let overlay = OverlayInput {
            overlay: &job.overlay,
            place: &job.place,
            icons: icons.files(),
            attribution: job.attribution.as_deref(),
        };
        let render = RenderJob {
            style: &style.style,
            view: job.view,
            infos: &style.infos,
            tiles,
            resources: style.resources(job.scale),
            overlay: Some(overlay),
            rasterizer: *rasterizer,
            ticket,
        };
        if job.format == Format::Svg {
            let text = render::svg(&render).map_err(failed)?;
            let packed = pack(text.as_bytes(), Encoding::Gzip).map_err(TileError::render)?;
            return Ok(StoredBody::new(packed, Encoding::Gzip, SVG));
        }
        let picture = render::picture(&render).map_err(failed)?;
        let bytes = image::encode(&picture, encoding(job.format, &style.settings)).map_err(TileError::render)?;
        Ok(StoredBody::image(bytes.into(), job.format.media_type()))
    }
}
