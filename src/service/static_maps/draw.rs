//! Draws and encodes a static map, on a drawing thread.

use std::sync::Arc;

use crate::{
    image::{self, Bitmap},
    render::{self, Fetched, OverlayInput, RenderJob, View},
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
            return Ok(StoredBody::new(&packed, Encoding::Gzip, SVG));
        }
        let mut picture = render::picture(&render).map_err(failed)?;
        if !job.beyond_poles {
            clear_beyond_poles(&mut picture, &job.view);
        }
        let bytes = image::encode(&picture, encoding(job.format, &style.settings)).map_err(TileError::render)?;
        Ok(StoredBody::image(&bytes, job.format.media_type()))
    }
}

/// Makes the rows of a picture transparent that are north or south of the world.
fn clear_beyond_poles(picture: &mut Bitmap, view: &View) {
    let row =
        |at: f64| ((at - view.origin[1]) * view.pixel_ratio).round().clamp(0.0, f64::from(picture.height())) as usize;
    let (first, end, width) = (row(0.0), row(view.world()), picture.width() as usize);
    let pixels = picture.pixels_mut();
    let (north, south) = (first.saturating_mul(width), end.saturating_mul(width));
    pixels.iter_mut().take(north).for_each(|pixel| *pixel = [0; 4]);
    pixels.iter_mut().skip(south).for_each(|pixel| *pixel = [0; 4]);
}
