//! `heatmap` layers.

use std::sync::Arc;

use super::{Scene, circle::dots, place, reach, shape::snap};
use crate::{
    render::{
        DisplayItem, DisplayList, Lines,
        display::{HeatPoint, HeatmapItem},
    },
    style::{Color, Layer, Property, layer::HeatmapLayer},
};

/// Colours of the ramp that are computed.
const SHADES: u32 = 1024;

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, heatmap: &HeatmapLayer, list: &mut DisplayList) {
    let Some((input, source)) = scene.source(layer) else { return };
    let opacity = heatmap.opacity.get(&scene.paint()).clamp(0.0, 1.0);
    if opacity <= 0.0 {
        return;
    }
    let ratio = scene.view.pixel_ratio;
    let intensity = heatmap.intensity.get(&scene.paint());
    let unsorted = Property::unset(None);
    let mut geometry = Lines::default();
    let mut points = Vec::new();
    for placed in place::vector(scene.tiles, source, scene.view, reach::of(layer, scene.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = scene.layout().in_tile(placed.id);
        let paint = scene.paint().in_tile(placed.id);
        let extent = f64::from(bound.extent);
        let scale = placed.size / extent;
        for index in scene.select(layer, &unsorted, bound, &layout) {
            let Some(feature) = bound.feature(index) else { continue };
            let context = paint.with_feature(&feature);
            let radius = heatmap.radius.get(&context) * ratio;
            let weight = heatmap.weight.get(&context) * intensity;
            bound.geometry(index, &mut geometry);
            for p in dots(&geometry, feature.kind) {
                // What lies in the tile's buffer belongs to the neighbour.
                if p.iter().all(|c| (0.0..extent).contains(c)) {
                    let center = [0, 1].map(|i| placed.offset[i] + snap(p[i] * scale));
                    points.push(HeatPoint { center, radius, weight });
                }
            }
        }
    }
    let context = scene.paint().fading();
    let colors: Arc<[Color]> =
        (0..SHADES).map(|i| heatmap.color.get(&context.with_ramp(f64::from(i) / f64::from(SHADES - 1)))).collect();
    list.items.push(DisplayItem::Heatmap(HeatmapItem { points, colors, opacity }));
}
