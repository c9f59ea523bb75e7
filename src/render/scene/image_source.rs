//! `raster` layers of `image` sources.

use std::sync::Arc;

use super::raster_color::ColorAdjustment;
use crate::{
    render::{
        display::{DisplayItem, DisplayList, RasterItem, RasterShape},
        input::Frame,
    },
    tile::LonLat,
};

/// Draws the image of an `image` source between its four `corners` (clockwise from the north-west), in every visible
/// copy of the world.
pub(super) fn draw(
    frame: &Frame<'_, '_>,
    source: &str,
    corners: [LonLat; 4],
    adjustment: &ColorAdjustment,
    (opacity, nearest): (f64, bool),
    list: &mut DisplayList,
) {
    let Some(picture) = frame.tiles.image(source) else { return };
    let [nw, ne, se, sw] = corners.map(|corner| <[f64; 2]>::from(corner.to_unit()));
    let side = frame.view.world() * frame.view.pixel_ratio;
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let image = Arc::new(adjustment.apply(picture));
    let copies = (frame.view.width / frame.view.world()).ceil() as i32 + 1;
    for wrap in -copies..=copies {
        let place = |corner: [f64; 2]| {
            let x = (corner[0] + f64::from(wrap)) * side - frame.view.origin[0] * frame.view.pixel_ratio;
            [x, corner[1] * side - frame.view.origin[1] * frame.view.pixel_ratio]
        };
        let (nw, ne, se, sw) = (place(nw), place(ne), place(se), place(sw));
        // Two triangles, because the four corners need not form a parallelogram.
        let half = |along: [[f64; 2]; 2], down: [[f64; 2]; 2], origin: [f64; 2], corners| {
            let along = [0, 1].map(|i| (along[1][i] - along[0][i]) / width);
            let down = [0, 1].map(|i| (down[1][i] - down[0][i]) / height);
            DisplayItem::Raster(RasterItem {
                image: image.clone(),
                transform: [along[0], along[1], down[0], down[1], origin[0], origin[1]],
                shape: RasterShape::Triangle(corners),
                opacity,
                nearest,
            })
        };
        list.items.push(half([nw, ne], [nw, sw], nw, [nw, ne, sw]));
        // The sides of the lower half meet in a north-west corner of its own.
        let meet = [0, 1].map(|i| sw[i] + ne[i] - se[i]);
        list.items.push(half([sw, se], [ne, se], meet, [ne, se, sw]));
    }
}
