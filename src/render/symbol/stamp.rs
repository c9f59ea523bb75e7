//! Drawing icons: each is first drawn alone, around its own point, and then laid onto the picture at a
//! whole pixel. So an icon cut by the edge of two pictures has the same pixels in both.

use tiny_skia::{FilterQuality, Pixmap, PixmapMut, PixmapPaint, Transform};

use super::{super::SpriteImage, icon::turned, item::IconItem};

/// Icons larger than this many pixels along a side are not drawn.
const MAX_SIDE: f64 = 4096.0;

/// Draws `item` onto `target`.
pub(super) fn draw(item: &IconItem, target: &mut PixmapMut<'_>) {
    let at = item.at.map(|v| f64::from(v) / 4.0);
    let pixel = at.map(f64::floor);
    let within = [at[0] - pixel[0], at[1] - pixel[1]];
    let [left, top, right, bottom] = item.rect;
    let fitted = fitted(item);
    let image = fitted.as_ref().map_or(&item.image.pixmap, |p| p);
    let scale = [(right - left) / f64::from(image.width()), (bottom - top) / f64::from(image.height())];
    let paint = PixmapPaint { opacity: item.opacity as f32, ..PixmapPaint::default() };

    let native = scale.iter().all(|s| (s - 1.0).abs() < 1e-3);
    if item.angle == 0.0 && native && !item.image.sdf {
        // Pixel on pixel: nothing to be gained from blurring it over two.
        let corner = [within[0] + left, within[1] + top].map(|v| (v + 0.5).floor());
        let (x, y) = ((pixel[0] + corner[0]) as i32, (pixel[1] + corner[1]) as i32);
        target.draw_pixmap(x, y, image.as_ref(), &paint, Transform::identity(), None);
        return;
    }
    let reach = item.halo.map_or(1.0, |h| f64::from(h.width + h.blur) + 1.0);
    let bounds = turned(item.rect, item.angle);
    let from = [within[0] + bounds[0] - reach, within[1] + bounds[1] - reach].map(f64::floor);
    let to = [within[0] + bounds[2] + reach, within[1] + bounds[3] + reach].map(f64::ceil);
    let size = [to[0] - from[0], to[1] - from[1]];
    if !size.iter().all(|s| (1.0..=MAX_SIDE).contains(s)) {
        return;
    }
    let Some(mut stamp) = Pixmap::new(size[0] as u32, size[1] as u32) else { return };
    // Image pixels → stamp.
    let transform = Transform::from_scale(scale[0] as f32, scale[1] as f32)
        .post_translate(left as f32, top as f32)
        .post_concat(Transform::from_rotate(item.angle.to_degrees() as f32))
        .post_translate((within[0] - from[0]) as f32, (within[1] - from[1]) as f32);
    if item.image.sdf {
        super::distance_field::draw(image, item, transform, scale[0].min(scale[1]), &mut stamp);
    } else {
        let smooth = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        stamp.as_mut().draw_pixmap(0, 0, image.as_ref(), &smooth, transform, None);
    }
    let (x, y) = ((pixel[0] + from[0]) as i32, (pixel[1] + from[1]) as i32);
    target.draw_pixmap(x, y, stamp.as_ref(), &paint, Transform::identity(), None);
}

/// The image stretched to the item's proportions along its stretchable columns and rows, where it has any;
/// `None` where the image is simply scaled.
fn fitted(item: &IconItem) -> Option<Pixmap> {
    let image: &SpriteImage = &item.image;
    if image.stretch_x.is_empty() && image.stretch_y.is_empty() {
        return None;
    }
    let [left, top, right, bottom] = item.rect;
    let source = [f64::from(image.pixmap.width()), f64::from(image.pixmap.height())];
    let wanted = [(right - left).round(), (bottom - top).round()];
    if !wanted.iter().all(|s| (1.0..=MAX_SIDE).contains(s)) {
        return None;
    }
    let columns = slices(&image.stretch_x, source[0], wanted[0], item.scale);
    let rows = slices(&image.stretch_y, source[1], wanted[1], item.scale);
    let mut out = Pixmap::new(wanted[0] as u32, wanted[1] as u32)?;
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    for row in &rows {
        for column in &columns {
            let part = part_of(&image.pixmap, column.source, row.source)?;
            let scale = [
                (column.target[1] - column.target[0]) / f64::from(part.width()),
                (row.target[1] - row.target[0]) / f64::from(part.height()),
            ];
            if scale.iter().any(|s| *s <= 0.0) {
                continue;
            }
            let transform = Transform::from_scale(scale[0] as f32, scale[1] as f32)
                .post_translate(column.target[0] as f32, row.target[0] as f32);
            out.as_mut().draw_pixmap(0, 0, part.as_ref(), &paint, transform, None);
        }
    }
    Some(out)
}

/// A strip of the image and where it goes.
struct Slice {
    source: [f64; 2],
    target: [f64; 2],
}

/// Cuts `length` image pixels into fixed and stretched strips that together measure `wanted` pixels.
fn slices(stretch: &[[f64; 2]], length: f64, wanted: f64, fixed: f64) -> Vec<Slice> {
    let whole = [[0.0, length]];
    let stretch = if stretch.is_empty() { &whole[..] } else { stretch };
    let stretched: f64 = stretch.iter().map(|[a, b]| b - a).sum();
    let rigid = (length - stretched) * fixed;
    let factor = if stretched > 0.0 { ((wanted - rigid) / stretched).max(0.0) } else { 0.0 };
    let mut out: Vec<Slice> = Vec::new();
    let (mut from, mut at) = (0.0, 0.0);
    let mut push = |to: f64, scale: f64, from: &mut f64, at: &mut f64| {
        let end = *at + (to - *from) * scale;
        if to > *from {
            out.push(Slice { source: [*from, to], target: [at.round(), end.round()] });
        }
        (*from, *at) = (to, end);
    };
    for [a, b] in stretch {
        push(a.clamp(from, length), fixed, &mut from, &mut at);
        push(b.clamp(from, length), factor, &mut from, &mut at);
    }
    push(length, fixed, &mut from, &mut at);
    out
}

fn part_of(pixmap: &Pixmap, x: [f64; 2], y: [f64; 2]) -> Option<Pixmap> {
    let (left, top) = (x[0].floor() as i32, y[0].floor() as i32);
    let (width, height) = (x[1].ceil() as i32 - left, y[1].ceil() as i32 - top);
    pixmap.as_ref().clone_rect(tiny_skia::IntRect::from_xywh(left, top, width.max(1) as u32, height.max(1) as u32)?)
}
