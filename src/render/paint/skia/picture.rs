//! Vector pictures. Like an icon, each is drawn alone and then copied into the picture at a whole pixel, so that one at
//! the edge of two pictures has the same pixels in both.

use tiny_skia::{
    FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Paint, Path, PathBuilder, Pattern, Pixmap,
    PixmapPaint, Point, RadialGradient, Shader, SpreadMode, Stroke, StrokeDash, Transform,
};

use super::color::view;
use crate::{
    image::vector::{
        GradientLine, OutlineStep, VectorCap, VectorJoin, VectorGradient, VectorPaint, VectorPart, VectorShape,
        matrix::{shift, then},
    },
    render::display::PictureItem,
};

/// Pictures with a side longer than this many pixels are clipped to the target.
const MAX_SIDE: f64 = 1024.0;

/// Positions are rounded to this part of a pixel, so that they do not depend on where a picture begins.
const STEPS: f64 = 256.0;

/// Draws `item` onto `target`.
pub(super) fn draw(item: &PictureItem, target: &mut Pixmap) {
    let mut transform = item.transform;
    for v in transform.iter_mut().skip(4) {
        *v = (*v * STEPS).round() / STEPS;
    }
    let Some(drawn) = item.picture.drawn_bounds(transform) else { return };
    let size = [f64::from(target.width()), f64::from(target.height())];
    let [left, top, right, bottom] = drawn;
    if right < 0.0 || bottom < 0.0 || left > size[0] || top > size[1] {
        return;
    }
    let [left, top, right, bottom] = [left.floor() - 1.0, top.floor() - 1.0, right.ceil() + 1.0, bottom.ceil() + 1.0];
    let [left, top, right, bottom] = if (right - left).max(bottom - top) > MAX_SIDE {
        [left.max(-1.0), top.max(-1.0), right.min(size[0] + 1.0), bottom.min(size[1] + 1.0)]
    } else {
        [left, top, right, bottom]
    };
    let Some(mut alone) = Pixmap::new((right - left) as u32, (bottom - top) as u32) else { return };
    let transform = then(transform, shift(-left, -top));
    draw_parts(&item.picture.parts, transform, item.opacity, &mut alone);
    let paint = PixmapPaint::default();
    target.draw_pixmap(left as i32, top as i32, alone.as_ref(), &paint, Transform::identity(), None);
}

/// Draws `parts` onto `target`.
pub(super) fn draw_parts(parts: &[VectorPart], transform: [f64; 6], opacity: f64, target: &mut Pixmap) {
    for part in parts {
        match part {
            VectorPart::Shape(shape) => draw_shape(shape, transform, opacity, target),
            VectorPart::Group(own, parts) => {
                let Some(mut alone) = Pixmap::new(target.width(), target.height()) else { continue };
                draw_parts(parts, transform, opacity, &mut alone);
                let paint = PixmapPaint { opacity: *own as f32, ..PixmapPaint::default() };
                target.draw_pixmap(0, 0, alone.as_ref(), &paint, Transform::identity(), None);
            }
        }
    }
}

fn draw_shape(shape: &VectorShape, transform: [f64; 6], opacity: f64, target: &mut Pixmap) {
    let whole = row(then(shape.transform, transform));
    let Some(path) = path(&shape.outline) else { return };
    let opacity = opacity * shape.opacity;
    if let Some(paint) = paint(&shape.fill, opacity * shape.fill_opacity, whole) {
        let rule = if shape.even_odd { FillRule::EvenOdd } else { FillRule::Winding };
        target.fill_path(&path, &paint, rule, whole, None);
    }
    if let Some(paint) = paint(&shape.stroke, opacity * shape.stroke_opacity, whole)
        && let Some(outline) = stroked(shape, &path, whole)
    {
        target.fill_path(&outline, &paint, FillRule::Winding, whole, None);
    }
}

/// The outline of the stroke. tiny-skia's own strokes become hairlines where they are thin.
fn stroked(shape: &VectorShape, path: &Path, transform: Transform) -> Option<Path> {
    if shape.stroke_width <= 0.0 {
        return None;
    }
    let stroke = Stroke {
        width: shape.stroke_width as f32,
        miter_limit: shape.miter_limit.max(1.0) as f32,
        line_cap: match shape.cap {
            VectorCap::Butt => LineCap::Butt,
            VectorCap::Round => LineCap::Round,
            VectorCap::Square => LineCap::Square,
        },
        line_join: match shape.join {
            VectorJoin::Miter => LineJoin::Miter,
            VectorJoin::Round => LineJoin::Round,
            VectorJoin::Bevel => LineJoin::Bevel,
        },
        dash: None,
    };
    let scale = tiny_skia::PathStroker::compute_resolution_scale(&transform);
    let mut dashes: Vec<f32> = shape.dashes.iter().map(|v| *v as f32).collect();
    if dashes.len() % 2 == 1 {
        dashes.extend_from_within(..);
    }
    match StrokeDash::new(dashes, shape.dash_offset as f32) {
        Some(dash) => path.dash(&dash, scale)?.stroke(&stroke, scale),
        None => path.stroke(&stroke, scale),
    }
}

fn path(outline: &[OutlineStep]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in outline {
        let p = |[x, y]: [f64; 2]| (x as f32, y as f32);
        match *step {
            OutlineStep::Move(at) => builder.move_to(p(at).0, p(at).1),
            OutlineStep::Line(at) => builder.line_to(p(at).0, p(at).1),
            OutlineStep::Quad([c, at]) => builder.quad_to(p(c).0, p(c).1, p(at).0, p(at).1),
            OutlineStep::Cubic([c, d, at]) => builder.cubic_to(p(c).0, p(c).1, p(d).0, p(d).1, p(at).0, p(at).1),
            OutlineStep::Close => builder.close(),
        }
    }
    builder.finish()
}

fn row([a, b, c, d, e, f]: [f64; 6]) -> Transform {
    Transform::from_row(a as f32, b as f32, c as f32, d as f32, e as f32, f as f32)
}

fn paint(source: &VectorPaint, opacity: f64, whole: Transform) -> Option<Paint<'_>> {
    let opacity = opacity.clamp(0.0, 1.0);
    let shader = match source {
        VectorPaint::None | VectorPaint::Unset => return None,
        VectorPaint::Color(color) => Shader::SolidColor(faded(*color, opacity)),
        VectorPaint::Gradient(gradient) => gradient_shader(gradient, opacity)?,
        VectorPaint::Image(image) => {
            let is_aligned = whole.is_translate() && whole.tx.fract() == 0.0 && whole.ty.fract() == 0.0;
            let quality = if is_aligned { FilterQuality::Nearest } else { FilterQuality::Bilinear };
            Pattern::new(view(&image.bitmap)?, SpreadMode::Pad, quality, opacity as f32, Transform::identity())
        }
    };
    Some(Paint { shader, ..Paint::default() })
}

fn gradient_shader(gradient: &VectorGradient, opacity: f64) -> Option<Shader<'static>> {
    let point = |[x, y]: [f64; 2]| Point::from_xy(x as f32, y as f32);
    let stops = gradient.stops.iter().map(|(at, color)| GradientStop::new(*at as f32, faded(*color, opacity))).collect();
    let transform = row(gradient.transform);
    match gradient.line {
        GradientLine::Linear([from, to]) => {
            LinearGradient::new(point(from), point(to), stops, SpreadMode::Pad, transform)
        }
        GradientLine::Radial { focus, center, radius } => {
            RadialGradient::new(point(focus), 0.0, point(center), radius as f32, stops, SpreadMode::Pad, transform)
        }
    }
}

fn faded([r, g, b, a]: [u8; 4], opacity: f64) -> tiny_skia::Color {
    let alpha = (f64::from(a) * opacity).round() as u8;
    tiny_skia::Color::from_rgba8(r, g, b, alpha)
}
