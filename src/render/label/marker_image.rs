//! The image of a marker.

use std::sync::Arc;

use super::feature::LabelFeature;
use crate::{
    image::{
        files::ImageFile,
        sprite::SpriteImage,
        vector::{
            VectorPicture, VectorStyle,
            matrix::{bounds, rotation, scale, shift, then},
        },
    },
    render::display::PictureItem,
    style::{
        Color,
        symbolizer::{MarkerColors, MarkersSymbolizer, Transform},
    },
};

/// An image that is centered on the points that it is placed at.
pub(super) struct MarkerImage {
    picture: Arc<VectorPicture>,
    /// Its pixels, if it is a bitmap.
    bitmap: Option<Arc<SpriteImage>>,
    /// From units of the picture to device pixels, with its center at the origin.
    transform: [f64; 6],
    /// Left, top, right and bottom in units of the picture: the box that other labels avoid.
    bounds: [f64; 4],
    snap: Snap,
}

/// How an image is moved to whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Snap {
    /// Not at all.
    Never,
    /// To the nearest pixel; the pixels of bitmaps that are scaled or turned are moved within their frame.
    Nearest,
    /// To the pixel above and to the left, if it is neither scaled nor turned.
    Down,
}

impl MarkerImage {
    /// The image of a symbolizer; `None` if its file is missing.
    pub(super) fn of_markers(feature: &LabelFeature<'_, '_>, symbolizer: &MarkersSymbolizer) -> Option<Self> {
        let (context, ratio) = (&feature.context, feature.ratio());
        let name = symbolizer.file.get(context);
        let side = |side: &Option<crate::style::Property<f64>>| side.as_ref().map(|it| it.get(context));
        let (width, height) = (side(&symbolizer.width), side(&symbolizer.height));
        let colors = vector_style(&symbolizer.colors, feature);
        if name == "shape://ellipse"
            && let Some(first) = width.or(height)
        {
            // The width of the stroke is not scaled, and the box includes it.
            let picture = VectorPicture::ellipse([first, height.unwrap_or(first)]).styled(&colors);
            let half = colors.stroke_width.unwrap_or(0.0) / 2.0;
            let [left, top, right, bottom] = picture.bounds;
            let bounds = [left - half, top - half, right + half, bottom + half];
            let image = Self::centered(Arc::new(picture), [ratio; 2], Snap::Never);
            return Some(Self { bounds, ..image }.transformed(symbolizer.transform.as_ref(), feature));
        }
        let sized = |extent: [f64; 2]| match (width.filter(|v| *v > 0.0), height.filter(|v| *v > 0.0)) {
            (Some(width), Some(height)) => [width / extent[0], height / extent[1]],
            (Some(width), None) => [width / extent[0]; 2],
            (None, Some(height)) => [height / extent[1]; 2],
            (None, None) => [1.0; 2],
        };
        let (picture, snap) = match (name.as_str(), feature.frame.resources.files.get(&name)) {
            ("shape://ellipse", _) => (Arc::new(VectorPicture::ellipse([10.0; 2])), Snap::Never),
            ("shape://arrow", _) => (Arc::new(VectorPicture::arrow()), Snap::Never),
            (_, Some(ImageFile::Vector(picture))) => (picture.clone(), Snap::Nearest),
            (_, Some(ImageFile::Bitmap(image))) => {
                let scale = sized(image.size()).map(|v| v * ratio);
                let image = Self::of_bitmap(image.clone(), scale, Snap::Down);
                return Some(image.transformed(symbolizer.transform.as_ref(), feature));
            }
            (_, None) => return None,
        };
        let picture = if colors.is_empty() { picture } else { Arc::new(picture.styled(&colors)) };
        let [sx, sy] = sized(picture.extent()).map(|v| v * ratio);
        Some(Self::centered(picture, [sx, sy], snap).transformed(symbolizer.transform.as_ref(), feature))
    }

    /// The image of a file without a size of its own; `None` if the file is missing.
    pub(super) fn of_file(name: &str, transform: Option<&Transform>, feature: &LabelFeature<'_, '_>) -> Option<Self> {
        let scale = [feature.ratio(); 2];
        let image = match feature.frame.resources.files.get(name)? {
            ImageFile::Vector(picture) => Self::centered(picture.clone(), scale, Snap::Never),
            ImageFile::Bitmap(image) => Self::of_bitmap(image.clone(), scale, Snap::Nearest),
        };
        Some(image.transformed(transform, feature))
    }

    /// A bitmap with its center at the origin.
    pub(super) fn of_bitmap(image: Arc<SpriteImage>, scale: [f64; 2], snap: Snap) -> Self {
        let picture = Arc::new(VectorPicture::of_image(image.clone(), [0.0; 2]));
        Self { bitmap: Some(image), ..Self::centered(picture, scale, snap) }
    }

    /// A picture with its center at the origin.
    fn centered(picture: Arc<VectorPicture>, [sx, sy]: [f64; 2], snap: Snap) -> Self {
        let [x, y] = picture.center();
        let bounds = picture.bounds;
        Self { picture, bitmap: None, transform: then(shift(-x, -y), scale(sx, sy)), bounds, snap }
    }

    /// The image with a transformation about its center.
    fn transformed(self, transform: Option<&Transform>, feature: &LabelFeature<'_, '_>) -> Self {
        let Some(transform) = transform else { return self };
        let [a, b, c, d, e, f] = transform.matrix(&feature.context);
        let ratio = feature.ratio();
        Self { transform: then(self.transform, [a, b, c, d, e * ratio, f * ratio]), ..self }
    }

    /// Width of its box in device pixels, before it is turned.
    pub(super) fn width(&self) -> f64 {
        let [left, _, right, _] = bounds(self.transform, self.bounds);
        right - left
    }

    /// Its box at a point, turned clockwise by an angle in radians.
    pub(super) fn bounds_at(&self, at: [f64; 2], angle: f64) -> [f64; 4] {
        bounds(self.placed(at, angle), self.bounds)
    }

    /// The item that draws it there.
    pub(super) fn item(&self, at: [f64; 2], angle: f64, opacity: f64) -> PictureItem {
        let mut transform = self.placed(at, angle);
        if let Some(image) = self.bitmap.as_ref().filter(|_| !is_plain(transform)) {
            let moved = if self.snap == Snap::Nearest { moved_within(transform) } else { [0.0; 2] };
            let picture = Arc::new(VectorPicture::of_image(image.clone(), moved));
            return PictureItem { picture, transform, opacity };
        }
        for v in transform.iter_mut().skip(4) {
            *v = match self.snap {
                Snap::Never => *v,
                Snap::Nearest => (*v + 0.5).floor(),
                // Mapnik's projection leaves whole pixels a little too far to the upper left.
                Snap::Down => (*v - 1e-6).floor(),
            };
        }
        PictureItem { picture: self.picture.clone(), transform, opacity }
    }

    fn placed(&self, at: [f64; 2], angle: f64) -> [f64; 6] {
        then(then(self.transform, rotation(angle)), shift(at[0], at[1]))
    }
}

fn is_plain([a, b, c, d, ..]: [f64; 6]) -> bool {
    [a - 1.0, b, c, d - 1.0].iter().all(|v| v.abs() < 1e-9)
}

/// How far the pixels of an image are moved within its frame: Mapnik takes the position of the picture's corner in the
/// image for a whole number of pixels.
fn moved_within([a, b, c, d, e, f]: [f64; 6]) -> [f64; 2] {
    let size = a * d - b * c;
    if !size.is_normal() {
        return [0.0; 2];
    }
    [(c * f - d * e) / size, (b * e - a * f) / size].map(|v| v - (v + 0.5).floor())
}

/// The colors for a feature.
fn vector_style(colors: &MarkerColors, feature: &LabelFeature<'_, '_>) -> VectorStyle {
    let context = &feature.context;
    VectorStyle {
        fill: colors.fill.as_ref().map(|it| bytes(it.get(context))),
        fill_opacity: colors.fill_opacity.as_ref().map(|it| it.get(context)),
        stroke: colors.stroke.as_ref().map(|it| bytes(it.get(context))),
        stroke_opacity: colors.stroke_opacity.as_ref().map(|it| it.get(context)),
        stroke_width: colors.stroke_width.as_ref().map(|it| it.get(context)),
    }
}

fn bytes(color: Color) -> [u8; 4] {
    [color.r, color.g, color.b, color.a].map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8)
}
