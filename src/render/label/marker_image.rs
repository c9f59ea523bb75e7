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
    /// To the nearest pixel.
    Nearest,
    /// To the pixel above and to the left.
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
        if name == "shape://ellipse" && let Some(first) = width.or(height) {
            // The width of the stroke is not scaled, and the box includes it.
            let picture = VectorPicture::ellipse([first, height.unwrap_or(first)]).styled(&colors);
            let half = colors.stroke_width.unwrap_or(0.0) / 2.0;
            let [left, top, right, bottom] = picture.bounds;
            let bounds = [left - half, top - half, right + half, bottom + half];
            let image = Self { picture: Arc::new(picture), transform: scale(ratio, ratio), bounds, snap: Snap::Never };
            return Some(image.transformed(symbolizer.transform.as_ref(), feature));
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
            (_, Some(ImageFile::Bitmap(image))) => (of_bitmap(image), Snap::Down),
            (_, None) => return None,
        };
        let picture = if colors.is_empty() { picture } else { Arc::new(picture.styled(&colors)) };
        let [sx, sy] = sized(picture.extent()).map(|v| v * ratio);
        let image = Self::centered(picture, [sx, sy], snap).transformed(symbolizer.transform.as_ref(), feature);
        Some(image.snapped_if_plain())
    }

    /// The image of a file without a size of its own; `None` if the file is missing.
    pub(super) fn of_file(name: &str, transform: Option<&Transform>, feature: &LabelFeature<'_, '_>) -> Option<Self> {
        let (picture, snap) = match feature.frame.resources.files.get(name)? {
            ImageFile::Vector(picture) => (picture.clone(), Snap::Never),
            ImageFile::Bitmap(image) => (of_bitmap(image), Snap::Nearest),
        };
        Some(Self::centered(picture, [feature.ratio(); 2], snap).transformed(transform, feature))
    }

    /// A picture with its center at the origin.
    pub(super) fn centered(picture: Arc<VectorPicture>, [sx, sy]: [f64; 2], snap: Snap) -> Self {
        let [x, y] = picture.center();
        let bounds = picture.bounds;
        Self { picture, transform: then(shift(-x, -y), scale(sx, sy)), bounds, snap }
    }

    /// The image with a transformation about its center.
    fn transformed(self, transform: Option<&Transform>, feature: &LabelFeature<'_, '_>) -> Self {
        let Some(transform) = transform else { return self };
        let [a, b, c, d, e, f] = transform.matrix(&feature.context);
        let ratio = feature.ratio();
        Self { transform: then(self.transform, [a, b, c, d, e * ratio, f * ratio]), ..self }
    }

    /// Only bitmaps that are neither scaled nor turned are moved to whole pixels.
    fn snapped_if_plain(self) -> Self {
        let is_plain = matches!(self.transform, [a, b, c, d, ..] if a == 1.0 && b == 0.0 && c == 0.0 && d == 1.0);
        let snap = if self.snap == Snap::Down && !is_plain { Snap::Never } else { self.snap };
        Self { snap, ..self }
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

fn of_bitmap(image: &Arc<SpriteImage>) -> Arc<VectorPicture> {
    Arc::new(VectorPicture::of_image(image.clone()))
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
