//! How far layers draw beyond their points, lines or areas. Tiles are needed up to that distance outside of a picture.

use crate::{
    render::view::View,
    style::{Layer, LayerKind, Property, Source, expression::Context},
};

/// Minimum reach of points, in CSS pixels; used also for data-driven radii, whose maximum is unknown.
const POINT: f64 = 64.0;

/// Maximum reach in CSS pixels: one more ring of tiles.
const MAX_REACH: f64 = 512.0;

/// The visible part of a heatmap point as a multiple of its radius, for weights and intensities up to about 3.
const BELL: f64 = 1.4;

/// Distance in CSS pixels beyond the view from which features of `layer` may be visible. Symbol and hillshade layers
/// are handled elsewhere: they need neighboring tiles for other reasons.
pub(crate) fn reach(layer: &Layer, view: &View) -> f64 {
    let context = Context::at_zoom(view.zoom);
    let shift = |translate: &Property<[f64; 2]>| {
        let [x, y] = translate.get(&context);
        x.abs().max(y.abs())
    };
    let number = |property: &Property<f64>| if property.reads_feature() { 0.0 } else { property.get(&context) };
    let distance = match &layer.kind {
        LayerKind::Circle(circle) => {
            (number(&circle.radius) + number(&circle.stroke_width)).max(POINT) + shift(&circle.translate)
        }
        LayerKind::Heatmap(heatmap) => (number(&heatmap.radius) * BELL).max(POINT),
        LayerKind::Fill(fill) => shift(&fill.translate),
        LayerKind::FillExtrusion(fill) => shift(&fill.translate),
        LayerKind::Line(line) => shift(&line.translate),
        _ => 0.0,
    };
    distance.min(MAX_REACH)
}

/// The reach of a `hillshade` layer: the slope at an edge depends on the neighbor, and slopes are smoothed over one
/// more pixel of the image.
pub(super) fn reach_of_terrain(source: &Source, view: &View, z: u8) -> f64 {
    let side = f64::from(source.tile_size.unwrap_or(512).max(1));
    (view.world() / f64::from(z).exp2() / side * 2.0 + 1.0).min(MAX_REACH)
}
