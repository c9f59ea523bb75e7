//! `RasterSymbolizer`.

use std::sync::Arc;

use crate::{
    render::{
        display::{DisplayItem, DisplayList, RasterItem, RasterShape},
        input::{Frame, place_raster},
    },
    style::{Compositing, layer::RulePass, symbolizer::Symbolizer},
};

/// Draws the tiles of a raster source with each raster symbolizer that applies at the zoom of the picture.
pub(super) fn draw_pass(frame: &Frame<'_, '_>, source: &str, pass: &RulePass, list: &mut DisplayList) {
    let context = frame.rules();
    let zoom = context.zoom.unwrap_or(0.0);
    let rules = pass.rules.iter().filter(|rule| zoom >= rule.min_zoom && zoom < rule.max_zoom);
    for symbolizer in rules.flat_map(|rule| &rule.symbolizers) {
        let Symbolizer::Raster(raster) = symbolizer else { continue };
        let opacity = raster.opacity.get(&context).clamp(0.0, 1.0);
        if opacity <= 0.0 {
            continue;
        }
        list.in_group(Compositing { opacity: 1.0, blend: raster.blend }, |list| {
            for placed in place_raster(frame.tiles, source, frame.view) {
                let scale = placed.size / f64::from(placed.tile.width());
                let [x, y] = placed.offset;
                list.items.push(DisplayItem::Raster(RasterItem {
                    image: Arc::new(placed.tile.clone()),
                    transform: [scale, 0.0, 0.0, scale, x, y],
                    shape: RasterShape::Rect(placed.clip),
                    opacity,
                    nearest: raster.nearest,
                }));
            }
        });
    }
}
