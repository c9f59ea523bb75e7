//! Circles.

use super::{
    attributes::{SvgColor, length},
    document::Document,
};
use crate::render::display::CircleItem;

/// Writes a circle.
pub(super) fn write(item: &CircleItem, document: &mut Document<'_>) {
    let at = [item.center[0] + item.offset[0], item.center[1] + item.offset[1]].map(length);
    let place = format!(r#" cx="{}" cy="{}""#, at[0], at[1]);
    let outer = item.outer_radius();
    if item.is_soft() {
        let id = document.definitions.gradient("radialGradient", "", &item.gradient());
        document.put(format_args!(r##"<circle{place} r="{}" fill="url(#{id})"/>"##, length(outer)));
        return;
    }
    // The edge fades over the outermost pixel. As a shape, this is a disc whose radius is half a pixel smaller (as in
    // the pixel painters).
    let (disc, rim) = (SvgColor::from(item.color), SvgColor::from(item.stroke_color));
    let inner = item.radius - 0.5;
    if item.stroke_width > 0.0 && !rim.is_clear() {
        let middle = inner + item.stroke_width / 2.0;
        let (color, width) = (rim.attribute("stroke"), length(item.stroke_width));
        // A stroke wider than twice its radius would cover the center twice.
        if inner > 0.0 {
            document.put(format_args!(
                r#"<circle{place} r="{}" fill="none"{color} stroke-width="{width}"/>"#,
                length(middle)
            ));
        } else {
            let (color, radius) = (rim.attribute("fill"), length(outer - 0.5));
            document.put(format_args!(r#"<circle{place} r="{radius}"{color}/>"#));
        }
    }
    if inner > 0.0 && !disc.is_clear() {
        document.put(format_args!(r#"<circle{place} r="{}"{}/>"#, length(inner), disc.attribute("fill")));
    }
}
