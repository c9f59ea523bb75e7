//! Vector pictures. Like an icon, each is drawn alone and then copied into the picture at a whole pixel, so that one at
//! the edge of two pictures has the same pixels in both.

use tiny_skia::{
    FilterQuality, GradientStop, LinearGradient, Mask, Paint, Pattern, Pixmap, PixmapPaint, Point, RadialGradient,
    Shader, SpreadMode, Transform,
};

use super::{
    color::view,
    picture_rings::{filled, stroked},
    shape_source::ShapeSource,
};
use crate::{
    deadline::checkpoint,
    image::vector::{
        GradientLine, VectorGradient, VectorPaint, VectorPart, VectorShape,
        matrix::{shift, then},
    },
    render::{
        display::{PaintSource, PictureItem},
        geometry::{ClipRect, CoverageGrid, EdgeRule, FillRule, Lines},
    },
    style::Color,
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
    draw_parts(&item.picture.parts, transform, &mut alone);
    let paint = PixmapPaint { opacity: item.opacity.clamp(0.0, 1.0) as f32, ..PixmapPaint::default() };
    target.draw_pixmap(left as i32, top as i32, alone.as_ref(), &paint, Transform::identity(), None);
}

/// Draws `parts` onto `target`.
pub(super) fn draw_parts(parts: &[VectorPart], transform: [f64; 6], target: &mut Pixmap) {
    for part in parts {
        checkpoint(100 + (target.width() * target.height()) as usize / 16);
        match part {
            VectorPart::Shape(shape) => draw_shape(shape, transform, target),
            VectorPart::Group(own, parts) => {
                let Some(mut alone) = Pixmap::new(target.width(), target.height()) else { continue };
                draw_parts(parts, transform, &mut alone);
                let paint = PixmapPaint { opacity: *own as f32, ..PixmapPaint::default() };
                target.draw_pixmap(0, 0, alone.as_ref(), &paint, Transform::identity(), None);
            }
        }
    }
}

fn draw_shape(shape: &VectorShape, transform: [f64; 6], target: &mut Pixmap) {
    let whole = then(shape.transform, transform);
    let rule = if shape.even_odd { FillRule::EvenOdd } else { FillRule::NonZero };
    let layers = [
        (&shape.fill, shape.fill_opacity, rule, filled as fn(&VectorShape, [f64; 6]) -> Lines),
        (&shape.stroke, shape.stroke_opacity, FillRule::NonZero, stroked),
    ];
    for (paint, own, rule, rings) in layers {
        if !matches!(paint, VectorPaint::None | VectorPaint::Unset) {
            cover(&rings(shape, whole), rule, paint, (shape.opacity * own).clamp(0.0, 1.0), whole, target);
        }
    }
}

/// Paints the pixels that rings cover.
fn cover(rings: &Lines, rule: FillRule, source: &VectorPaint, opacity: f64, whole: [f64; 6], target: &mut Pixmap) {
    let (width, height) = (target.width(), target.height());
    let mut grid = CoverageGrid::default();
    let (clip, rules) = (ClipRect::of_picture(width, height), (rule, EdgeRule::Smooth));
    let row = |y: i32, from: i32, to: i32| {
        let start = y as usize * width as usize;
        start + from as usize..start + to as usize
    };
    if let VectorPaint::Color([r, g, b, a]) = *source {
        let part = |v: u8| f64::from(v) / 255.0;
        let source = PaintSource::Color(Color::new(part(r), part(g), part(b), part(a) * opacity));
        let Some(source) = ShapeSource::of(&source, None, [0.0; 2]) else { return };
        let pixels: &mut [[u8; 4]] = target.data_mut().as_chunks_mut().0;
        grid.cover(
            || rings.iter(),
            [0.0; 2],
            clip,
            rules,
            |y, from, to, cover| {
                if let Some(run) = pixels.get_mut(row(y, from, to)) {
                    source.put(run, [from, y], cover, None);
                }
            },
        );
        return;
    }
    let Some(mut mask) = Mask::new(width, height) else { return };
    grid.cover(
        || rings.iter(),
        [0.0; 2],
        clip,
        rules,
        |y, from, to, cover| {
            if let Some(run) = mask.data_mut().get_mut(row(y, from, to)) {
                run.fill(cover);
            }
        },
    );
    let all = tiny_skia::Rect::from_xywh(0.0, 0.0, width as f32, height as f32);
    if let Some((all, shader)) = all.zip(shader(source, opacity, whole)) {
        target.fill_rect(all, &Paint { shader, ..Paint::default() }, Transform::identity(), Some(&mask));
    }
}

fn row([a, b, c, d, e, f]: [f64; 6]) -> Transform {
    Transform::from_row(a as f32, b as f32, c as f32, d as f32, e as f32, f as f32)
}

fn shader(source: &VectorPaint, opacity: f64, whole: [f64; 6]) -> Option<Shader<'_>> {
    match source {
        VectorPaint::None | VectorPaint::Unset | VectorPaint::Color(_) => None,
        VectorPaint::Gradient(gradient) => gradient_shader(gradient, opacity, whole),
        VectorPaint::Image(image, at) => {
            let whole = row(then(shift(at[0], at[1]), whole));
            let is_aligned = whole.is_translate() && whole.tx.fract() == 0.0 && whole.ty.fract() == 0.0;
            let quality = if is_aligned { FilterQuality::Nearest } else { FilterQuality::Bilinear };
            Some(Pattern::new(view(&image.bitmap)?, SpreadMode::Pad, quality, opacity as f32, whole))
        }
    }
}

fn gradient_shader(gradient: &VectorGradient, opacity: f64, whole: [f64; 6]) -> Option<Shader<'static>> {
    let point = |[x, y]: [f64; 2]| Point::from_xy(x as f32, y as f32);
    let stops =
        gradient.stops.iter().map(|(at, color)| GradientStop::new(*at as f32, faded(*color, opacity))).collect();
    let transform = row(then(gradient.transform, whole));
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
