//! Colors, patterns and textures for tiny-skia.

use std::{collections::HashMap, rc::Rc, sync::Arc};

use tiny_skia::{
    BlendMode, FilterQuality, GradientStop, LinearGradient, Paint, Pattern, Pixmap, PixmapRef, Point, Rect, Shader,
    SpreadMode, Transform,
};

use super::{
    color::{color, view},
    picture,
};
use crate::{
    image::{Bitmap, sprite::SpriteImage, vector::VectorPicture},
    render::display::{PaintSource, PatternSize, PieceTexture},
};

/// The pixels of patterns made of shapes, and pattern images that were scaled to a whole number of pixels. For raster tiles this is done once: copies that start
/// between pixels, or are scaled in place, would differ between pictures in the last bit.
#[derive(Default)]
pub(super) struct EnlargedPatterns {
    /// Keyed by the image's address and the size.
    known: HashMap<(usize, [u32; 2]), EnlargedPattern>,
    drawn: Vec<DrawnPattern>,
}

/// The image, which is kept alive so that its address is not reused, and its scaled pixels.
type EnlargedPattern = (Arc<SpriteImage>, Option<Rc<Pixmap>>);

impl EnlargedPatterns {
    /// The scaled image of a pattern with a whole size.
    pub(super) fn of(&mut self, source: &PaintSource) -> Option<Rc<Pixmap>> {
        if let PaintSource::VectorPattern { picture, transform, size, .. } = source {
            return self.drawn(picture, *transform, *size);
        }
        let PaintSource::Pattern { image, size: PatternSize::Whole(size), .. } = source else { return None };
        let enlarged = || (image.clone(), enlarged(&image.bitmap, *size).map(Rc::new));
        self.known.entry((Arc::as_ptr(image) as usize, *size)).or_insert_with(enlarged).1.clone()
    }

    /// The pixels of a pattern made of shapes.
    pub(super) fn drawn(
        &mut self,
        picture: &Arc<VectorPicture>,
        transform: [f64; 6],
        size: [u32; 2],
    ) -> Option<Rc<Pixmap>> {
        let same = |it: &&DrawnPattern| Arc::ptr_eq(&it.0, picture) && (it.1, it.2) == (transform, size);
        if let Some(known) = self.drawn.iter().find(same) {
            return known.3.clone();
        }
        let mut pixmap = Pixmap::new(size[0], size[1]);
        if let Some(pixmap) = &mut pixmap {
            picture::draw_parts(&picture.parts, transform, pixmap);
        }
        let drawn = pixmap.map(Rc::new);
        self.drawn.push((picture.clone(), transform, size, drawn.clone()));
        drawn
    }
}

/// A picture made of shapes, the transformation and size of a copy, and its pixels.
type DrawnPattern = (Arc<VectorPicture>, [f64; 6], [u32; 2], Option<Rc<Pixmap>>);

fn enlarged(image: &Bitmap, [width, height]: [u32; 2]) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(width, height)?;
    let stretch = Transform::from_scale(
        (f64::from(width) / f64::from(image.width())) as f32,
        (f64::from(height) / f64::from(image.height())) as f32,
    );
    let shader = Pattern::new(view(image)?, SpreadMode::Repeat, FilterQuality::Bilinear, 1.0, stretch);
    let paint = Paint { shader, ..Paint::default() };
    pixmap.fill_rect(Rect::from_xywh(0.0, 0.0, width as f32, height as f32)?, &paint, Transform::identity(), None);
    Some(pixmap)
}

/// The paint for `source`, whose image is `enlarged` if it has a whole size. `offset` is the position of the item's
/// origin. `None` if the result is invisible.
pub(super) fn paint<'p>(
    source: &'p PaintSource,
    enlarged: Option<&'p Pixmap>,
    offset: [f64; 2],
    antialias: bool,
) -> Option<Paint<'p>> {
    let shader = match source {
        PaintSource::Color(c) => Shader::SolidColor(color(*c)),
        PaintSource::Pattern { image, origin, size, opacity } => {
            let at = [(origin[0] + offset[0]) as f32, (origin[1] + offset[1]) as f32];
            let (image, scale) = match size {
                PatternSize::Scaled(scale) => (view(&image.bitmap)?, *scale as f32),
                PatternSize::Whole(_) => (enlarged?.as_ref(), 1.0),
            };
            repeated(image, at, scale, *opacity as f32)
        }
        PaintSource::VectorPattern { origin, opacity, .. } => {
            let at = [(origin[0] + offset[0]) as f32, (origin[1] + offset[1]) as f32];
            repeated(enlarged?.as_ref(), at, 1.0, *opacity as f32)
        }
    };
    Some(Paint { shader, anti_alias: antialias, ..Paint::default() })
}

fn repeated(image: PixmapRef<'_>, at: [f32; 2], scale: f32, opacity: f32) -> Shader<'_> {
    let aligned = scale == 1.0 && at.iter().all(|v| v.fract() == 0.0);
    let quality = if aligned { FilterQuality::Nearest } else { FilterQuality::Bilinear };
    let transform = Transform::from_row(scale, 0.0, 0.0, scale, at[0], at[1]);
    Pattern::new(image, SpreadMode::Repeat, quality, opacity, transform)
}

/// The paint of a piece of a textured line. Neighboring pieces share an edge: their coverages add up to one.
pub(super) fn piece_paint<'p>(texture: &PieceTexture<'p>) -> Option<Paint<'p>> {
    let shader = match texture {
        PieceTexture::Image { image, transform, opacity } => {
            let [a, b, c, d, e, f] = transform.map(|v| v as f32);
            let transform = Transform::from_row(a, b, c, d, e, f);
            let image = view(&image.bitmap)?;
            Pattern::new(image, SpreadMode::Repeat, FilterQuality::Bilinear, *opacity as f32, transform)
        }
        PieceTexture::Gradient { ends, stops } => {
            let [a, b] = ends.map(|p| Point::from_xy(p[0] as f32, p[1] as f32));
            let stops = stops.iter().map(|(at, c)| GradientStop::new(*at as f32, color(*c))).collect();
            LinearGradient::new(a, b, stops, SpreadMode::Pad, Transform::identity())?
        }
    };
    Some(Paint { shader, blend_mode: BlendMode::Plus, ..Paint::default() })
}
