//! Areas with the edges of Mapnik. The opacity of their edges is left to the viewer.

use super::{blend::mix_blend_mode, document::Document, path::PathData};
use crate::render::{display::ShapeItem, geometry::FillRule};

/// Writes the areas of an item; `false` if SVG lacks their blend mode.
pub(super) fn write(item: &ShapeItem, document: &mut Document<'_>) -> bool {
    let Some(mode) = mix_blend_mode(item.blend) else { return false };
    let Some(fill) = document.source(&item.source, item.offset, "fill") else { return true };
    let rule = if item.rule == FillRule::EvenOdd { r#" fill-rule="evenodd""# } else { "" };
    let style = if mode == "normal" { String::new() } else { format!(r#" style="mix-blend-mode:{mode}""#) };
    for rings in item.areas() {
        let mut path = PathData::default();
        rings.for_each(|ring| path.ring(ring, item.offset));
        if let Some(data) = path.finish() {
            document.put(format_args!(r#"<path{fill}{rule}{style} d="{data}"/>"#));
        }
    }
    true
}
