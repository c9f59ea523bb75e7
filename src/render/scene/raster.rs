//! `raster` layers.

use std::sync::Arc;

use super::{image_source, raster_color::ColorAdjustment};
use crate::{
    render::{
        display::{DisplayItem, DisplayList, RasterItem, RasterShape},
        input::{Frame, place_raster},
    },
    style::{
        Layer, SourceData,
        layer::{RasterLayer, Resampling},
    },
};

pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, raster: &RasterLayer, list: &mut DisplayList) {
    let Some((_, source)) = frame.source(layer) else { return };
    let context = frame.paint();
    let opacity = raster.opacity.get(&context).clamp(0.0, 1.0);
    if opacity <= 0.0 {
        return;
    }
    let nearest = raster.resampling.get(&context) == Resampling::Nearest;
    let adjustment = ColorAdjustment::of(raster, &context);
    if let Some(SourceData::Image(image)) = frame.style.sources.get(source).map(|s| &s.data) {
        if let Some(corners) = image.corners {
            image_source::draw(frame, source, corners, &adjustment, (opacity, nearest), list);
        }
        return;
    }
    for placed in place_raster(frame.tiles, source, frame.view) {
        list.items.push(DisplayItem::Raster(RasterItem {
            image: Arc::new(adjustment.apply(placed.tile)),
            transform: {
                let scale = placed.size / f64::from(placed.tile.width());
                let [x, y] = placed.offset;
                [scale, 0.0, 0.0, scale, x, y]
            },
            shape: RasterShape::Rect(placed.clip),
            opacity,
            nearest,
        }));
    }
}
