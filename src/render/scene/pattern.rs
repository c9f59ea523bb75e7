//! Patterns that are repeated over the world.

use crate::{
    render::{
        display::{PaintSource, PatternSize},
        geometry::snap,
        input::Frame,
    },
    style::Image,
};

/// Maximum side of a scaled pattern, in pixels.
const MAX_SIDE: f64 = 4096.0;

/// A pattern repeated over the world. Its copies start at the corner of the world, so that all tiles agree; `offset` is
/// the corner of the tile in the picture. `None` if the image does not exist.
pub(super) fn pattern(frame: &Frame<'_, '_>, image: &Image, opacity: f64, offset: [f64; 2]) -> Option<PaintSource> {
    let view = frame.view;
    let image = frame.resources.sprites.get(&image.name)?.clone();
    // Patterns grow with the map between whole zooms.
    let zoomed = (view.zoom - view.layout_zoom()).exp2();
    let scale = view.pixel_ratio / image.pixel_ratio * zoomed;
    let size = if zoomed == 1.0 && scale != 1.0 {
        // On raster tiles, copies have whole sizes, so that they have the same pixels in all pictures.
        let side = |side: u32| (f64::from(side) * scale).round().clamp(1.0, MAX_SIDE) as u32;
        PatternSize::Whole([side(image.bitmap.width()), side(image.bitmap.height())])
    } else {
        PatternSize::Scaled(scale)
    };
    let period = size.of(&image);
    // The offset from the tile's corner to the copy that covers it.
    let world = [0, 1].map(|i| view.origin[i] * view.pixel_ratio + offset[i]);
    let origin = [0, 1].map(|i| snap(-world[i].rem_euclid(period[i])));
    Some(PaintSource::Pattern { image, origin, size, opacity })
}
