//! `fill` layers and the footprints of `fill-extrusion` layers.

use super::{
    fill_batch::{FillBatch, PolygonStyle},
    styled_features::{FeatureStyler, StyledFeatures},
    tile_frame::TileFrame,
    visible::visible,
};
use crate::{
    render::{
        display::{DisplayItem, DisplayList, HairlineItem},
        input::{BoundLayer, Frame, PlacedTile, VectorTile, place_vector, reach},
    },
    style::{
        Color, Compositing, Layer, Property,
        expression::{Context, GeometryKind},
        layer::{FillExtrusionLayer, FillLayer},
    },
};

/// How areas are drawn.
struct AreaStyle<'l> {
    antialias: bool,
    /// Translation in CSS pixels.
    translate: [f64; 2],
    /// What a feature is drawn with.
    polygon: &'l dyn Fn(&Context<'_>) -> PolygonStyle,
}

/// Draws the areas of a layer.
pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, fill: &FillLayer, list: &mut DisplayList) {
    with_style(frame, fill, |style| {
        let opacity = Compositing::of_opacity(fill.layer_opacity.get(&frame.paint()));
        list.in_group(opacity, |list| style.layer(frame, layer, Some(&fill.sort_key), list));
    });
}

/// Draws the footprints of a layer of buildings.
pub(super) fn draw_footprint(frame: &Frame<'_, '_>, layer: &Layer, fill: &FillExtrusionLayer, list: &mut DisplayList) {
    let context = frame.paint();
    let polygon = |context: &Context<'_>| PolygonStyle {
        color: visible(lit(fill.color.get(context)), 1.0),
        pattern: fill.pattern.get(context),
        opacity: 1.0,
        outline: None,
    };
    let style = AreaStyle { antialias: true, translate: fill.translate.get(&context), polygon: &polygon };
    let opacity = Compositing::of_opacity(fill.opacity.get(&context));
    list.in_group(opacity, |list| style.layer(frame, layer, None, list));
}

/// Calls `draw` with the style of `fill`.
fn with_style(frame: &Frame<'_, '_>, fill: &FillLayer, draw: impl FnOnce(&AreaStyle<'_>)) {
    let context = frame.paint();
    let antialias = fill.antialias.get(&context);
    let polygon = |context: &Context<'_>| {
        let opacity = fill.opacity.get(context).clamp(0.0, 1.0);
        let color = visible(fill.color.get(context), opacity);
        let pattern = fill.pattern.get(context);
        // An outline without a color of its own has the area's; under an opaque area it only makes it larger.
        let outline = match fill.outline_color.get(context) {
            Some(own) => visible(own, opacity),
            None => color.filter(|c| c.a < 1.0 && pattern.is_none()),
        };
        PolygonStyle { color, pattern, opacity, outline: outline.filter(|_| antialias) }
    };
    draw(&AreaStyle { antialias, translate: fill.translate.get(&context), polygon: &polygon });
}

/// The color of a roof in MapLibre's default light, which comes from almost directly above
/// (`fill_extrusion.vertex.glsl`).
fn lit(color: Color) -> Color {
    const AMBIENT: f64 = 0.03;
    const INTENSITY: f64 = 0.5;
    // The height of the default light, 1.15 · cos 30°.
    const ABOVE: f64 = 0.996;
    let luminance = color.r * 0.2126 + color.g * 0.7152 + color.b * 0.0722;
    let most = (1.0 - luminance + INTENSITY).max(1.0);
    let strength = (1.0 - INTENSITY) + (most - (1.0 - INTENSITY)) * ABOVE;
    let part = |v: f64| ((v + AMBIENT) * strength).clamp(0.0, 1.0);
    Color::new(part(color.r), part(color.g), part(color.b), color.a)
}

impl AreaStyle<'_> {
    /// Draws the features of a layer, all outlines over all areas.
    fn layer(
        &self,
        frame: &Frame<'_, '_>,
        layer: &Layer,
        sort_key: Option<&Property<Option<f64>>>,
        list: &mut DisplayList,
    ) {
        let Some((input, source)) = frame.source(layer) else { return };
        let style = |_: &Context<'_>, paint: &Context<'_>| Some((self.polygon)(paint));
        let styler = FeatureStyler { layer, sort_key, style: &style };
        let mut outlines = Vec::new();
        for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
            let Some(bound) = placed.tile.layer(input) else { continue };
            let features = styler.features(frame, &placed, bound);
            outlines.append(&mut self.features(frame, (&placed, bound), &features, list));
        }
        list.items.extend(outlines.into_iter().map(DisplayItem::Hairline));
    }

    /// Draws the areas of features; returns their outlines.
    fn features(
        &self,
        frame: &Frame<'_, '_>,
        (placed, bound): (&PlacedTile<'_, VectorTile<'_>>, &BoundLayer<'_>),
        features: &StyledFeatures<PolygonStyle>,
        list: &mut DisplayList,
    ) -> Vec<HairlineItem> {
        let shift = self.translate.map(|t| t * frame.view.pixel_ratio);
        let place = TileFrame::new(placed, f64::from(bound.extent), shift);
        let mut batch = FillBatch::new(frame, place, self.antialias);
        for (index, style) in features.iter() {
            // MapLibre fills lines too.
            if matches!(bound.kind(index), Some(GeometryKind::Polygon | GeometryKind::Line)) {
                batch.add(style, (bound, index), list);
            }
        }
        batch.finish(list)
    }
}
