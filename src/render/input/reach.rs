//! How far layers draw beyond their points, lines or areas. Tiles are needed up to that distance outside of a picture.

use crate::{
    render::view::View,
    style::{Layer, LayerKind, Property, Source, expression::Context, layer::CircleLayer},
};

/// Minimum reach of points, in CSS pixels; used also for data-driven radii, whose maximum is unknown.
const POINT: f64 = 64.0;

/// Maximum reach in CSS pixels: one more ring of tiles.
const MAX_REACH: f64 = 512.0;

/// The visible part of a heatmap point as a multiple of its radius, for weights and intensities up to about 3.
const GAUSSIAN_REACH: f64 = 1.4;

/// Distance in CSS pixels beyond the view from which features of `layer` may be visible. Symbol and hillshade layers
/// are handled elsewhere: they need neighboring tiles for other reasons.
pub(crate) fn reach(layer: &Layer, view: &View) -> f64 {
    let context = Context::at_zoom(view.zoom);
    let distance = match &layer.kind {
        LayerKind::Circle(it) => of_circle(it, &context),
        LayerKind::Heatmap(it) => (fixed(&it.radius, &context) * GAUSSIAN_REACH).max(POINT),
        LayerKind::Fill(it) => shift(&it.translate, &context),
        LayerKind::FillExtrusion(it) => shift(&it.translate, &context),
        LayerKind::Line(it) => shift(&it.translate, &context),
        LayerKind::Rules(_) => 0.0,
        LayerKind::Background(_) | LayerKind::Symbol(_) | LayerKind::Raster(_) | LayerKind::Hillshade(_) => 0.0,
    };
    distance.min(MAX_REACH)
}

fn of_circle(circle: &CircleLayer, context: &Context<'_>) -> f64 {
    let radius = fixed(&circle.radius, context) + fixed(&circle.stroke_width, context);
    radius.max(POINT) + shift(&circle.translate, context)
}

/// The longer side of a translation.
fn shift(translate: &Property<[f64; 2]>, context: &Context<'_>) -> f64 {
    let [x, y] = translate.get(context);
    x.abs().max(y.abs())
}

/// The number, if it is the same for all features.
fn fixed(property: &Property<f64>, context: &Context<'_>) -> f64 {
    if property.reads_feature() { 0.0 } else { property.get(context) }
}

/// The reach of a `hillshade` layer: the slope at an edge depends on the neighbor, and slopes are smoothed over one
/// more pixel of the image.
pub(super) fn reach_of_terrain(source: &Source, view: &View, z: u8) -> f64 {
    let side = f64::from(source.tile_size.unwrap_or(512).max(1));
    (view.world() / f64::from(z).exp2() / side * 2.0 + 1.0).min(MAX_REACH)
}
