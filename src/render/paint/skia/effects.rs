//! Filters of pixels.

use tiny_skia::Pixmap;

use crate::render::{display::EffectsItem, paint::effect};

/// Filters the pixels of `pixmap`.
pub(super) fn apply(item: &EffectsItem, pixmap: &mut Pixmap) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let (pixels, _) = pixmap.data_mut().as_chunks_mut();
    let side = item.tile.map_or(width.max(height), |side| side.max(1) as usize);
    if side >= width.max(height) {
        return effect::apply(&item.filters, pixels, width);
    }
    for (top, left) in (0..height).step_by(side).flat_map(|y| (0..width).step_by(side).map(move |x| (y, x))) {
        let region = [left, top, (left + side).min(width), (top + side).min(height)];
        effect::change_region(pixels, width, region, |part, width| effect::apply(&item.filters, part, width));
    }
}
