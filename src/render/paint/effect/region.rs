//! Parts of a picture.

use super::pixel::Rgba;

/// Left, top, right and bottom in pixels; the last two are behind the part.
pub(in crate::render::paint) type Region = [usize; 4];

/// Lets `change` work on a part of pixels in rows of `width`, as if it were a picture; it also gets its width.
pub(in crate::render::paint) fn change_region(
    pixels: &mut [Rgba],
    width: usize,
    [left, top, right, bottom]: Region,
    change: impl FnOnce(&mut [Rgba], usize),
) {
    let rows = || (top..bottom).map(|y| y * width + left..y * width + right);
    let mut part = Vec::with_capacity((right - left) * (bottom - top));
    rows().filter_map(|row| pixels.get(row)).for_each(|row| part.extend_from_slice(row));
    change(&mut part, right - left);
    for (row, new) in rows().zip(part.chunks_exact(right - left)) {
        if let Some(row) = pixels.get_mut(row) {
            row.copy_from_slice(new);
        }
    }
}
