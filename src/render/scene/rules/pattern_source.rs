//! The images of patterns.

use std::sync::Arc;

use super::rule_feature::RuleFeature;
use crate::{
    image::{
        files::ImageFile,
        sprite::SpriteImage,
        vector::{
            VectorPicture,
            matrix::{bounds, shift, then},
        },
    },
    render::{
        display::{PaintSource, PatternSize},
        view::WORLD,
    },
    style::symbolizer::{PatternAlignment, Transform},
};

/// Maximum side of a pattern, in pixels.
const MAX_SIDE: f64 = 4096.0;

/// The image of a pattern.
pub(super) enum PatternImage {
    /// Pixels, drawn as they are at all scales, as in Mapnik.
    Bitmap(Arc<SpriteImage>),
    /// Shapes: the transformation to the pixels of one copy, and its size.
    Vector { picture: Arc<VectorPicture>, transform: [f64; 6], size: [u32; 2] },
}

impl PatternImage {
    /// The image with this name; `None` if there is none or it has no pixels.
    pub(super) fn of(name: &str, transform: Option<&Transform>, feature: &RuleFeature<'_, '_>) -> Option<Self> {
        match feature.frame.resources.files.get(name)? {
            ImageFile::Bitmap(image) => Some(Self::Bitmap(image.clone())),
            ImageFile::Vector(picture) => {
                let ratio = feature.ratio();
                let scale = [ratio, 0.0, 0.0, ratio, 0.0, 0.0];
                let transform = match transform {
                    Some(own) => {
                        let [a, b, c, d, e, f] = own.matrix(&feature.context);
                        then([a, b, c, d, e * ratio, f * ratio], scale)
                    }
                    None => scale,
                };
                let [left, top, right, bottom] = bounds(transform, picture.bounds);
                let side = |length: f64| (length.is_finite() && length < MAX_SIDE).then_some(length as u32);
                let size = [side(right - left)?, side(bottom - top)?];
                let transform = then(transform, shift(-left, -top));
                let picture = picture.clone();
                size.iter().all(|side| *side > 0).then_some(Self::Vector { picture, transform, size })
            }
        }
    }

    /// Width and height in pixels.
    pub(super) fn size(&self) -> [u32; 2] {
        match self {
            Self::Bitmap(image) => [image.bitmap.width(), image.bitmap.height()],
            Self::Vector { size, .. } => *size,
        }
    }
}

/// Copies of an image. `anchor` is the first vertex of the feature's last area, relative to its tile. `None` if they are
/// invisible.
pub(super) fn pattern_source(
    image: PatternImage,
    alignment: PatternAlignment,
    opacity: f64,
    anchor: Option<[f64; 2]>,
    feature: &RuleFeature<'_, '_>,
) -> Option<PaintSource> {
    let opacity = opacity.clamp(0.0, 1.0);
    let view = feature.frame.view;
    let start = match alignment {
        PatternAlignment::Global => {
            let middle = WORLD * view.zoom.exp2() / 2.0;
            [0, 1].map(|i| (middle - view.origin[i]) * view.pixel_ratio - feature.place.offset[i])
        }
        PatternAlignment::Local => anchor.unwrap_or_default(),
    };
    let size = image.size();
    let origin = [0, 1].map(|i| start[i].ceil().rem_euclid(f64::from(size[i])));
    let source = match image {
        PatternImage::Bitmap(image) => PaintSource::Pattern { image, origin, size: PatternSize::Scaled(1.0), opacity },
        PatternImage::Vector { picture, transform, size } => {
            PaintSource::VectorPattern { picture, transform, origin, size, opacity }
        }
    };
    (opacity > 0.0).then_some(source)
}
