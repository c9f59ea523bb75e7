//! Pixels within a document.

use tiny_skia::{IntRect, Pixmap};

use super::definitions::Definitions;

/// A document that holds `picture` and nothing else.
pub fn svg_of_picture(picture: &Pixmap) -> String {
    let mut definitions = Definitions::default();
    let used = definitions.pixmap(picture).map(|id| format!(r##"<use href="#{id}"/>"##)).unwrap_or_default();
    enclosed(picture.width(), picture.height(), &definitions, &used)
}

/// `body` as a document.
pub(super) fn enclosed(width: u32, height: u32, definitions: &Definitions, body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{}{body}</svg>"#,
        definitions.element()
    )
}

/// The part of `picture` that is not empty, with its corner.
pub(super) fn trimmed(picture: &Pixmap) -> Option<(Pixmap, [i32; 2])> {
    let row = picture.width() as usize;
    let (mut lo, mut hi) = ([usize::MAX; 2], [0; 2]);
    for (i, _) in picture.pixels().iter().enumerate().filter(|(_, p)| p.alpha() > 0) {
        let at = [i % row, i / row];
        lo = [lo[0].min(at[0]), lo[1].min(at[1])];
        hi = [hi[0].max(at[0] + 1), hi[1].max(at[1] + 1)];
    }
    if hi == [0; 2] {
        return None;
    }
    let corner = lo.map(|v| v as i32);
    let rect = IntRect::from_xywh(corner[0], corner[1], (hi[0] - lo[0]) as u32, (hi[1] - lo[1]) as u32)?;
    Some((picture.as_ref().clone_rect(rect)?, corner))
}
