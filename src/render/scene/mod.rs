//! Turns layers without labels into display items, with one file per layer type.

mod background;
mod circle;
mod fill;
mod fill_batch;
mod heatmap;
mod hillshade;
mod image_source;
mod line;
mod line_style;
mod pattern;
mod raster;
mod raster_color;
mod rules;
mod select;
mod shading;
mod styled_features;
mod terrain;
mod textured_line;
mod tile_frame;
mod visible;

pub(super) use rules::{draw_groups, draw_pass};

use super::{display::DisplayList, input::Frame};
use crate::style::{Layer, LayerKind};

/// Appends the items of `layer` to `list`. Layers of symbols have none here, because their symbols are placed together;
/// passes of rules are drawn one by one by [`draw_pass`].
pub(super) fn draw_layer(frame: &Frame<'_, '_>, layer: &Layer, list: &mut DisplayList) {
    match &layer.kind {
        LayerKind::Background(it) => background::draw(frame, it, list),
        LayerKind::Fill(it) => fill::draw(frame, layer, it, list),
        LayerKind::FillExtrusion(it) => fill::draw_footprint(frame, layer, it, list),
        LayerKind::Line(it) => line::draw(frame, layer, it, list),
        LayerKind::Circle(it) => circle::draw(frame, layer, it, list),
        LayerKind::Raster(it) => raster::draw(frame, layer, it, list),
        LayerKind::Heatmap(it) => heatmap::draw(frame, layer, it, list),
        LayerKind::Hillshade(it) => hillshade::draw(frame, layer, it, list),
        LayerKind::Rules(_) | LayerKind::Symbol(_) => {}
    }
}
