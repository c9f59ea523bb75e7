//! Draws a picture from packed tiles; this is the work of a worker.

use super::{
    compose::{labels, scene_with},
    display::{DisplayList, PaintError, Painter, draw},
    input::{BrokenTile, ReadyTiles, Resources},
    job::RenderJob,
    label::PlacedPass,
    paint::{SvgPainter, svg_of_picture},
};
use crate::{
    deadline::{Over, until_over},
    image::Bitmap,
    settings::Rasterizer,
};

/// Why a picture cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// A tile cannot be drawn.
    #[error(transparent)]
    Tile(#[from] BrokenTile),
    /// The picture has an invalid size.
    #[error(transparent)]
    Paint(#[from] PaintError),
    /// The request for the picture was canceled or has timed out.
    #[error(transparent)]
    Over(#[from] Over),
}

/// Draws the picture of `job`, unless its ticket is over before.
pub fn picture(job: &RenderJob<'_>) -> Result<Bitmap, PictureError> {
    until_over(job.ticket, || picture_of(job))?
}

fn picture_of(job: &RenderJob<'_>) -> Result<Bitmap, PictureError> {
    let (width, height) = job.view.pixel_size();
    let mut painter = job.rasterizer.painter(width, height, &job.resources.glyphs)?;
    paint_job(job, &mut *painter)?;
    Ok(painter.finish()?)
}

/// Draws `job` as an SVG document: as shapes, or as embedded pixels if SVG cannot express the shapes (see
/// [`SvgPainter::finish`]).
pub fn svg(job: &RenderJob<'_>) -> Result<String, PictureError> {
    until_over(job.ticket, || svg_of(job))?
}

fn svg_of(job: &RenderJob<'_>) -> Result<String, PictureError> {
    let (width, height) = job.view.pixel_size();
    let mut painter = SvgPainter::new(width, height, &job.resources.glyphs, job.rasterizer)?;
    paint_job(job, &mut painter)?;
    match painter.finish() {
        Some(document) => Ok(document),
        None => Ok(svg_of_picture(&picture_of(job)?)),
    }
}

/// Paints `list` as pixels. Uncovered pixels are transparent.
pub fn paint(list: &DisplayList, resources: &Resources) -> Result<Bitmap, PaintError> {
    let mut painter = Rasterizer::default().painter(list.width, list.height, &resources.glyphs)?;
    draw(list, &mut *painter);
    painter.finish()
}

/// The placed labels of `job`, for styles of rules.
pub fn labels_of(job: &RenderJob<'_>) -> Result<Vec<PlacedPass>, PictureError> {
    let ready = ReadyTiles::of(job.tiles, job.style, job.resources)?;
    let set = ready.bound(job.style, &job.view, job.infos, job.resources);
    Ok(labels(job.style, &job.view, &set, job.resources))
}

/// Passes everything that the job's view shows to `painter`.
fn paint_job<P: Painter + ?Sized>(job: &RenderJob<'_>, painter: &mut P) -> Result<(), PictureError> {
    let RenderJob { style, view, infos, tiles, resources, .. } = *job;
    let ready = ReadyTiles::of(tiles, style, resources)?;
    let list = scene_with(style, &view, &ready.bound(style, &view, infos, resources), resources, job.overlay.as_ref());
    ready.keep(resources);
    draw(&list, painter);
    Ok(())
}
