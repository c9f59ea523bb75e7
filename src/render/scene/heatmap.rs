//! `heatmap` layers.

use std::sync::Arc;

use super::{circle::dots, select::select};
use crate::{
    deadline::checkpoint,
    render::{
        display::{DisplayItem, DisplayList, HeatPoint, HeatmapItem},
        geometry::{Lines, snap},
        input::{Frame, place_vector, reach},
    },
    style::{Color, Layer, layer::HeatmapLayer},
};

/// Number of computed colors of the ramp.
const SHADES: u32 = 1024;

pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, heatmap: &HeatmapLayer, list: &mut DisplayList) {
    let opacity = heatmap.opacity.get(&frame.paint()).clamp(0.0, 1.0);
    if opacity <= 0.0 {
        return;
    }
    let Some(points) = points(frame, layer, heatmap) else { return };
    let context = frame.paint().fading();
    let shade = |i: u32| heatmap.color.get(&context.with_ramp(f64::from(i) / f64::from(SHADES - 1)));
    let colors: Arc<[Color]> = (0..SHADES).map(shade).collect();
    list.items.push(DisplayItem::Heatmap(HeatmapItem { points, colors, opacity }));
}

/// The visible points; `None` if the layer has no source.
fn points(frame: &Frame<'_, '_>, layer: &Layer, heatmap: &HeatmapLayer) -> Option<Vec<HeatPoint>> {
    let (input, source) = frame.source(layer)?;
    let ratio = frame.view.pixel_ratio;
    let intensity = heatmap.intensity.get(&frame.paint());
    let mut geometry = Lines::default();
    let mut points = Vec::new();
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = frame.layout().in_tile(placed.id);
        let paint = frame.paint().in_tile(placed.id);
        let extent = f64::from(bound.extent);
        let scale = placed.size / extent;
        for index in select(layer, None, bound, &layout) {
            let Some(feature) = bound.feature(index) else { continue };
            checkpoint(20);
            let context = paint.with_feature(&feature);
            let radius = heatmap.radius.get(&context) * ratio;
            let weight = heatmap.weight.get(&context) * intensity;
            bound.geometry(index, &mut geometry);
            for p in dots(&geometry, feature.kind) {
                // Points in the tile's buffer belong to the neighboring tile.
                checkpoint(2);
                if p.iter().all(|c| (0.0..extent).contains(c)) {
                    let center = [0, 1].map(|i| placed.offset[i] + snap(p[i] * scale));
                    points.push(HeatPoint { center, radius, weight });
                }
            }
        }
    }
    Some(points)
}
