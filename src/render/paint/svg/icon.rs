//! Icons.

use super::{attributes::opacity, definitions::transformed, document::Document};
use crate::render::display::IconItem;

/// Writes an icon; returns `false` if SVG cannot express it.
pub(super) fn write(item: &IconItem, document: &mut Document<'_>) -> bool {
    let [columns, rows] = &item.strips;
    let ([column], [row], false) = (columns.as_slice(), rows.as_slice(), item.image.sdf) else { return false };
    let Some(id) = document.definitions.image(&item.image) else { return true };
    let opacity = opacity("opacity", item.opacity);
    let at = item.at.map(|v| f64::from(v) / 4.0);
    let (x, y) = (column.target[0], row.target[0]);
    let scale = [column.scale(), row.scale()];
    if item.angle == 0.0 && scale.iter().all(|s| (s - 1.0).abs() < 1e-3) {
        // Aligned to whole pixels, as in pictures.
        let x = at[0].floor() + (at[0] - at[0].floor() + x + 0.5).floor();
        let y = at[1].floor() + (at[1] - at[1].floor() + y + 0.5).floor();
        document.put(format_args!(r##"<use href="#{id}" x="{x}" y="{y}"{opacity}/>"##));
        return true;
    }
    let (sin, cos) = item.angle.sin_cos();
    let [sx, sy] = scale;
    let turned = [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
    let transform = [cos * sx, sin * sx, -sin * sy, cos * sy, turned[0], turned[1]];
    let rendering = if item.smooth { "" } else { r#" image-rendering="optimizeSpeed""# };
    let place = transformed("transform", transform);
    document.put(format_args!(r##"<use href="#{id}"{place}{opacity}{rendering}/>"##));
    true
}
