//! Markers: pins, images and texts at points.

use std::sync::Arc;

use super::{
    projection::Projection,
    text::{TextBlock, text_items},
};
use crate::{
    image::{
        files::{ImageFile, ImageFiles},
        pin,
        vector::{
            VectorPicture,
            matrix::{scale, shift, then},
        },
    },
    overlay::{MarkerContent, MarkerMark},
    render::{
        display::{DisplayItem, PictureItem},
        input::Resources,
    },
};

/// The distance from the picture's edge within which a marker's place may be, in CSS pixels.
const REACH: f64 = 512.0;

/// Appends the items of `marker`.
pub(super) fn add(
    marker: &MarkerMark,
    on: &Projection,
    icons: &ImageFiles,
    resources: &Resources,
    items: &mut Vec<DisplayItem>,
) {
    let at = on.point(marker.at);
    let ratio = on.ratio;
    for by in on.shifts(at[0], at[0], REACH * ratio) {
        let at = [at[0] + by + marker.offset[0] * ratio, at[1] + marker.offset[1] * ratio];
        let factor = marker.scale * ratio;
        match &marker.content {
            MarkerContent::Pin(pin) => {
                items.push(placed(pin::picture(pin, factor), pin.anchor(), at, factor));
            }
            MarkerContent::Icon(name) => match icons.get(name) {
                Some(ImageFile::Vector(picture)) => items.push(standing(picture.clone(), at, factor)),
                Some(ImageFile::Bitmap(image)) => {
                    let picture = Arc::new(VectorPicture::of_image(image.clone(), [0.0; 2]));
                    items.push(standing(picture, at, factor));
                }
                None => {}
            },
            MarkerContent::Text(text, look) => {
                let block = TextBlock { text, look: *look, ratio: factor, max_width: None };
                items.extend(text_items(&block, at, [0.5, 0.5], on.clip, resources));
            }
        }
    }
}

/// A picture whose lower edge stands on a place with its middle.
fn standing(picture: Arc<VectorPicture>, at: [f64; 2], factor: f64) -> DisplayItem {
    let [left, _, right, bottom] = picture.bounds;
    placed(picture, [f64::midpoint(left, right), bottom], at, factor)
}

/// A picture with its point `anchor` at a place. Its corner is at a whole pixel, so that its edges are sharp.
fn placed(picture: Arc<VectorPicture>, anchor: [f64; 2], at: [f64; 2], factor: f64) -> DisplayItem {
    let corner = [0, 1].map(|i| (at[i] - anchor[i] * factor).round());
    let transform = then(scale(factor, factor), shift(corner[0], corner[1]));
    DisplayItem::Picture(PictureItem { picture, transform, opacity: 1.0 })
}
