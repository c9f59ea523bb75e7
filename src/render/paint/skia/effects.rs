//! Filters of pixels.

use tiny_skia::Pixmap;

use crate::render::{display::EffectsItem, paint::effect};

/// Filters the pixels of `pixmap`.
pub(super) fn apply(item: &EffectsItem, pixmap: &mut Pixmap) {
    let (width, height) = (pixmap.width() as usize, pixmap.height() as usize);
    let (pixels, _) = pixmap.data_mut().as_chunks_mut();
    let side = item.tile.map_or(width.max(height), |side| side.max(1) as usize);
    let mut part = Vec::new();
    for (top, left) in (0..height).step_by(side).flat_map(|y| (0..width).step_by(side).map(move |x| (y, x))) {
        let (right, bottom) = ((left + side).min(width), (top + side).min(height));
        let rows = || (top..bottom).map(|y| y * width + left..y * width + right);
        part.clear();
        rows().filter_map(|row| pixels.get(row)).for_each(|row| part.extend_from_slice(row));
        effect::apply(&item.filters, &mut part, right - left);
        for (row, new) in rows().zip(part.chunks_exact(right - left)) {
            if let Some(row) = pixels.get_mut(row) {
                row.copy_from_slice(new);
            }
        }
    }
}
