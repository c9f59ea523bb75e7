//! How far layers draw beyond their points, lines or areas: tiles are needed from that far outside of a picture.

use crate::{
    render::view::View,
    style::{Layer, LayerKind, Property, Source, expression::Context},
};

/// What is expected of properties that differ from feature to feature, and the least for points.
const POINT: f64 = 64.0;

/// The farthest that features are looked for: one more ring of tiles.
const MAX_REACH: f64 = 512.0;

/// The share of its radius to which a point of a heatmap is seen, for weights and intensities up to about 3.
const BELL: f64 = 1.4;

/// How many CSS pixels beyond the view features of `layer` are looked for. Labels and hillshades, which
/// need their neighbors for another reason, are not among them.
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

/// The same for the images of a `hillshade` layer: a slope at an edge is that to the neighbour, and slopes
/// are smoothed over one more pixel of the image.
pub(super) fn reach_of_terrain(source: &Source, view: &View, z: u8) -> f64 {
    let side = f64::from(source.tile_size.unwrap_or(512).max(1));
    (view.world() / f64::from(z).exp2() / side * 2.0 + 1.0).min(MAX_REACH)
}
