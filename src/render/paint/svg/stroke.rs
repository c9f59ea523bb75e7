//! Lines.

use super::{
    attributes::{SvgColor, fine, length, opacity},
    document::Document,
    path::PathData,
};
use crate::{
    render::{
        display::{PaintSource, PieceTexture, StrokeItem, TexturedLineItem},
        geometry::{DashPattern, parallel},
    },
    style::layer::{LineCap, LineJoin},
};

/// Writes lines of one width.
pub(super) fn write(item: &StrokeItem, document: &mut Document<'_>) {
    let Some(attributes) = attributes(item, document) else { return };
    match if item.dashes.is_empty() { None } else { DashPattern::of(&item.dashes) } {
        None => solid(item, &attributes, document),
        Some(pattern) => dashed(item, &pattern, &attributes, document),
    }
}

/// The attributes of a line; `None` if it is invisible.
fn attributes(item: &StrokeItem, document: &mut Document<'_>) -> Option<String> {
    let mut paint = document.source(&item.source, item.offset, "stroke")?;
    let mut width = item.width;
    let mut attributes = document.cut(item.square, item.offset);
    if item.blur >= 0.5
        && let PaintSource::Color(color) = item.source
    {
        // The color increases linearly over the blur from the edge inwards: a narrower line with a box blur.
        let whole = item.width + 1.0;
        let ramp = item.blur.min(whole / 2.0);
        width = whole - ramp;
        paint = SvgColor::from(color).faded(ramp / item.blur).attribute("stroke");
        attributes += &document.blurred(ramp / 12.0_f64.sqrt());
    }
    attributes += &format!(r#" fill="none"{paint} stroke-width="{}""#, length(width));
    attributes += match item.cap {
        LineCap::Butt => "",
        LineCap::Round => r#" stroke-linecap="round""#,
        LineCap::Square => r#" stroke-linecap="square""#,
    };
    match item.joins.join {
        LineJoin::Miter => attributes += &format!(r#" stroke-miterlimit="{}""#, fine(item.joins.miter_limit.max(1.0))),
        LineJoin::Round => attributes += r#" stroke-linejoin="round""#,
        LineJoin::Bevel => attributes += r#" stroke-linejoin="bevel""#,
    }
    Some(attributes)
}

fn solid(item: &StrokeItem, attributes: &str, document: &mut Document<'_>) {
    let mut path = PathData::default();
    for_each_line(item, |_, line| match line {
        [ring @ .., last] if item.closed && ring.len() > 2 && ring.first() == Some(last) => {
            path.ring(ring, item.offset);
        }
        _ => path.line(line, item.offset),
    });
    if let Some(data) = path.finish() {
        document.put(format_args!(r#"<path{attributes} d="{data}"/>"#));
    }
}

/// Writes dashed lines. The dashes of every line continue those of the line that it was cut from.
fn dashed(item: &StrokeItem, pattern: &DashPattern, attributes: &str, document: &mut Document<'_>) {
    let period: f64 = pattern.lengths.iter().sum();
    let lengths = pattern.lengths.iter().map(|d| length(*d)).collect::<Vec<_>>().join(" ");
    document.put(format_args!(r#"<g{attributes} stroke-dasharray="{lengths}">"#));
    for_each_line(item, |phase, line| {
        let mut path = PathData::default();
        path.line(line, item.offset);
        let Some(data) = path.finish() else { return };
        match length((phase + pattern.shift).rem_euclid(period)).as_str() {
            "0" => document.put(format_args!(r#"<path d="{data}"/>"#)),
            offset => document.put(format_args!(r#"<path stroke-dashoffset="{offset}" d="{data}"/>"#)),
        }
    });
    document.put(format_args!("</g>"));
}

/// Calls `put` with every line of `item` at its position and with its distance along the line that it was cut from:
/// shifted sideways if it has an offset, and on both sides for a casing.
fn for_each_line(item: &StrokeItem, mut put: impl FnMut(f64, &[[f64; 2]])) {
    let apart = (item.gap + item.width) / 2.0;
    let sides =
        if item.gap > 0.0 { &[item.line_offset - apart, item.line_offset + apart][..] } else { &[item.line_offset] };
    let mut moved = Vec::new();
    for (line, phase) in item.lines.iter().zip(&item.phases) {
        for side in sides {
            let closed = item.closed && line.len() > 3 && line.first() == line.last();
            parallel(line, *side, closed, &mut moved);
            put(*phase, &moved);
        }
    }
}

/// Writes lines with a pattern or a gradient along them.
pub(super) fn write_textured(item: &TexturedLineItem, document: &mut Document<'_>) {
    let cut = document.cut(item.square, item.offset);
    document.put(format_args!("<g{cut}>"));
    for piece in item.pieces() {
        let mut path = PathData::default();
        path.ring(&piece.ring, item.offset);
        let Some(data) = path.finish() else { continue };
        if let Some(fill) = texture_fill(&piece.texture, document) {
            document.put(format_args!(r#"<path{fill} d="{data}"/>"#));
        }
    }
    document.put(format_args!("</g>"));
}

/// The attributes that fill a piece with its texture; `None` if the piece is invisible.
fn texture_fill(texture: &PieceTexture<'_>, document: &mut Document<'_>) -> Option<String> {
    match texture {
        PieceTexture::Image { image, transform, opacity: alpha } => {
            let id = document.definitions.image(image)?;
            let size = [image.bitmap.width(), image.bitmap.height()];
            let pattern = document.definitions.pattern(&id, size, *transform);
            Some(format!(r##" fill="url(#{pattern})"{}"##, opacity("fill-opacity", *alpha)))
        }
        PieceTexture::Gradient { ends: [a, b], stops } => {
            let [[x1, y1], [x2, y2]] = [a, b].map(|p| p.map(length));
            let geometry = format!(r#" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}""#);
            let id = document.definitions.gradient("linearGradient", &geometry, stops);
            Some(format!(r##" fill="url(#{id})""##))
        }
    }
}
