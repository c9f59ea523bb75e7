//! Vector pictures.

use super::{
    attributes::{SvgColor, fine, length, opacity},
    definitions::transformed,
    document::Document,
    path::{PathData, units},
};
use crate::{
    image::vector::{
        GradientLine, OutlineStep, VectorCap, VectorGradient, VectorJoin, VectorPaint, VectorPart, VectorShape,
        matrix::{applied, growth, shift, then},
    },
    render::display::PictureItem,
    style::Color,
};

/// Writes a picture.
pub(super) fn write(item: &PictureItem, document: &mut Document<'_>) {
    let size = [f64::from(document.width), f64::from(document.height)];
    let is_seen =
        |[left, top, right, bottom]: [f64; 4]| right >= 0.0 && bottom >= 0.0 && left <= size[0] && top <= size[1];
    if item.picture.drawn_bounds(item.transform).is_some_and(is_seen) {
        write_group(item.opacity, &item.picture.parts, item.transform, document);
    }
}

fn write_group(own: f64, parts: &[VectorPart], transform: [f64; 6], document: &mut Document<'_>) {
    let opacity = opacity("opacity", own);
    if !opacity.is_empty() {
        document.put(format_args!("<g{opacity}>"));
    }
    for part in parts {
        match part {
            VectorPart::Shape(shape) => write_shape(shape, transform, document),
            VectorPart::Group(own, parts) => write_group(*own, parts, transform, document),
        }
    }
    if !opacity.is_empty() {
        document.put(format_args!("</g>"));
    }
}

fn write_shape(shape: &VectorShape, transform: [f64; 6], document: &mut Document<'_>) {
    let whole = then(shape.transform, transform);
    let faded = shape.opacity;
    if let VectorPaint::Image(image, at) = &shape.fill {
        if let Some(id) = document.definitions.image(image) {
            let place = transformed("transform", then(shift(at[0], at[1]), whole));
            let opacity = opacity("opacity", faded * shape.fill_opacity);
            document.put(format_args!(r##"<use href="#{id}"{place}{opacity}/>"##));
        }
        return;
    }
    let fill = paint(&shape.fill, faded * shape.fill_opacity, whole, "fill", document);
    let stroke = if shape.stroke_width > 0.0 {
        paint(&shape.stroke, faded * shape.stroke_opacity, whole, "stroke", document)
    } else {
        None
    };
    let Some(data) = data(&shape.outline, whole).filter(|_| fill.is_some() || stroke.is_some()) else { return };
    let mut attributes = fill.unwrap_or_else(|| r#" fill="none""#.to_owned());
    if shape.even_odd {
        attributes += r#" fill-rule="evenodd""#;
    }
    if let Some(stroke) = stroke {
        attributes += &stroke;
        attributes += &stroke_attributes(shape, growth(whole));
    }
    document.put(format_args!(r#"<path{attributes} d="{data}"/>"#));
}

fn stroke_attributes(shape: &VectorShape, scale: f64) -> String {
    let mut text = format!(r#" stroke-width="{}""#, length(shape.stroke_width * scale));
    text += match shape.cap {
        VectorCap::Butt => "",
        VectorCap::Round => r#" stroke-linecap="round""#,
        VectorCap::Square => r#" stroke-linecap="square""#,
    };
    match shape.join {
        VectorJoin::Miter if shape.miter_limit == 4.0 => {}
        VectorJoin::Miter => text += &format!(r#" stroke-miterlimit="{}""#, fine(shape.miter_limit.max(1.0))),
        VectorJoin::Round => text += r#" stroke-linejoin="round""#,
        VectorJoin::Bevel => text += r#" stroke-linejoin="bevel""#,
    }
    if !shape.dashes.is_empty() {
        let dashes = shape.dashes.iter().map(|v| length(v * scale)).collect::<Vec<_>>().join(" ");
        let offset = length(shape.dash_offset * scale);
        text += &format!(r#" stroke-dasharray="{dashes}" stroke-dashoffset="{offset}""#);
    }
    text
}

fn data(outline: &[OutlineStep], transform: [f64; 6]) -> Option<String> {
    let at = |p: [f64; 2]| applied(transform, p).map(units);
    let mut path = PathData::default();
    for step in outline {
        match *step {
            OutlineStep::Move(p) => path.move_to_units(at(p)),
            OutlineStep::Line(p) => path.line_to_units(at(p)),
            OutlineStep::Quad([c, p]) => path.quad_to_units(at(c), at(p)),
            OutlineStep::Cubic([c, d, p]) => path.cubic_to_units(at(c), at(d), at(p)),
            OutlineStep::Close => path.close(),
        }
    }
    path.finish()
}

/// The attributes of a filling or a stroke; `None` if it is invisible.
fn paint(source: &VectorPaint, faded: f64, whole: [f64; 6], name: &str, document: &mut Document<'_>) -> Option<String> {
    match source {
        VectorPaint::None | VectorPaint::Unset | VectorPaint::Image(..) => None,
        VectorPaint::Color(color) => {
            let color = SvgColor::from(of_bytes(*color)).faded(faded);
            (!color.is_clear()).then(|| color.attribute(name))
        }
        VectorPaint::Gradient(gradient) => {
            let id = define_gradient(gradient, whole, document);
            Some(format!(r##" {name}="url(#{id})"{}"##, opacity(&format!("{name}-opacity"), faded)))
        }
    }
}

fn define_gradient(gradient: &VectorGradient, whole: [f64; 6], document: &mut Document<'_>) -> String {
    let place = transformed("gradientTransform", then(gradient.transform, whole));
    let stops: Vec<_> = gradient.stops.iter().map(|(at, color)| (*at, of_bytes(*color))).collect();
    let (element, geometry) = match gradient.line {
        GradientLine::Linear([from, to]) => {
            let [[x1, y1], [x2, y2]] = [from, to].map(|p| p.map(fine));
            ("linearGradient", format!(r#" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}""#))
        }
        GradientLine::Radial { focus, center, radius } => {
            let ([fx, fy], [cx, cy], r) = (focus.map(fine), center.map(fine), fine(radius));
            ("radialGradient", format!(r#" cx="{cx}" cy="{cy}" r="{r}" fx="{fx}" fy="{fy}""#))
        }
    };
    let geometry = format!(r#" gradientUnits="userSpaceOnUse"{geometry}{place}"#);
    document.definitions.gradient(element, &geometry, &stops)
}

fn of_bytes([r, g, b, a]: [u8; 4]) -> Color {
    let part = |v: u8| f64::from(v) / 255.0;
    Color::new(part(r), part(g), part(b), part(a))
}
