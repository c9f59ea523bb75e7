//! Embedded pixels.

use super::definitions::Definitions;
use crate::image::Bitmap;

/// A document that contains only `picture`.
pub fn svg_of_picture(picture: &Bitmap) -> String {
    let mut definitions = Definitions::default();
    let used = definitions.bitmap(picture).map(|id| format!(r##"<use href="#{id}"/>"##)).unwrap_or_default();
    enclosed(picture.width(), picture.height(), &definitions, &used)
}

/// Wraps `body` into a document.
pub(super) fn enclosed(width: u32, height: u32, definitions: &Definitions, body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{}{body}</svg>"#,
        definitions.element()
    )
}

/// The non-empty part of `picture` with the position of its corner.
pub(super) fn trimmed(picture: &Bitmap) -> Option<(Bitmap, [u32; 2])> {
    let (mut lo, mut hi) = ([u32::MAX; 2], [0; 2]);
    for (y, row) in (0u32..).zip(picture.pixels().chunks_exact(picture.width() as usize)) {
        for (x, _) in (0u32..).zip(row).filter(|(_, p)| p[3] > 0) {
            lo = [lo[0].min(x), lo[1].min(y)];
            hi = [hi[0].max(x + 1), hi[1].max(y + 1)];
        }
    }
    if hi == [0; 2] {
        return None;
    }
    Some((picture.crop(lo[0], lo[1], hi[0] - lo[0], hi[1] - lo[1])?, lo))
}
