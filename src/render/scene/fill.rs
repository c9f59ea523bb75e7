//! `fill` layers and the footprints of `fill-extrusion` layers.

use super::{
    fill_batch::{FillBatch, PolygonStyle},
    group::in_group,
    select::select,
    tile_frame::TileFrame,
    visible::visible,
};
use crate::{
    render::{
        display::{DisplayItem, DisplayList},
        input::{Frame, place_vector, reach},
    },
    style::{
        Color, Layer, Property,
        expression::{Context, GeometryKind},
        layer::{FillExtrusionLayer, FillLayer},
    },
};

/// A layer of filled areas.
struct Areas<'l> {
    layer: &'l Layer,
    sort_key: Option<&'l Property<Option<f64>>>,
    antialias: bool,
    /// Translation in CSS pixels.
    translate: [f64; 2],
    /// The style of a feature.
    style: &'l dyn Fn(&Context<'_>) -> PolygonStyle,
}

pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, fill: &FillLayer, list: &mut DisplayList) {
    let context = frame.paint();
    let antialias = fill.antialias.get(&context);
    let style = |context: &Context<'_>| {
        let opacity = fill.opacity.get(context).clamp(0.0, 1.0);
        let color = visible(fill.color.get(context), opacity);
        let pattern = fill.pattern.get(context);
        // Without a color of its own, the outline has the color of the area; under an opaque area it only enlarges the
        // area.
        let outline = match fill.outline_color.get(context) {
            Some(own) => visible(own, opacity),
            None => color.filter(|c| c.a < 1.0 && pattern.is_none()),
        };
        PolygonStyle { color, pattern, opacity, outline: outline.filter(|_| antialias) }
    };
    let (sort_key, translate) = (Some(&fill.sort_key), fill.translate.get(&context));
    let areas = Areas { layer, sort_key, antialias, translate, style: &style };
    in_group(list, fill.layer_opacity.get(&context), |list| areas.draw(frame, list));
}

pub(super) fn draw_footprint(frame: &Frame<'_, '_>, layer: &Layer, fill: &FillExtrusionLayer, list: &mut DisplayList) {
    let context = frame.paint();
    let style = |context: &Context<'_>| PolygonStyle {
        color: visible(lit(fill.color.get(context)), 1.0),
        pattern: fill.pattern.get(context),
        opacity: 1.0,
        outline: None,
    };
    let translate = fill.translate.get(&context);
    let areas = Areas { layer, sort_key: None, antialias: true, translate, style: &style };
    in_group(list, fill.opacity.get(&context), |list| areas.draw(frame, list));
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

impl Areas<'_> {
    fn draw(&self, frame: &Frame<'_, '_>, list: &mut DisplayList) {
        let Some((input, source)) = frame.source(self.layer) else { return };
        let shift = self.translate.map(|t| t * frame.view.pixel_ratio);
        let mut outlines = Vec::new();
        for placed in place_vector(frame.tiles, source, frame.view, reach(self.layer, frame.view)) {
            let Some(bound) = placed.tile.layer(input) else { continue };
            let layout = frame.layout().in_tile(placed.id);
            let paint = frame.paint().in_tile(placed.id);
            let place = TileFrame::new(&placed, f64::from(bound.extent), shift);
            let mut batch = FillBatch::new(frame, place, self.antialias);
            for index in select(self.layer, self.sort_key, bound, &layout) {
                let Some(feature) = bound.feature(index) else { continue };
                // MapLibre also fills lines.
                if !matches!(feature.kind, GeometryKind::Polygon | GeometryKind::Line) {
                    continue;
                }
                let style = (self.style)(&paint.with_feature(&feature));
                batch.add(style, |geometry| bound.geometry(index, geometry), list);
            }
            outlines.append(&mut batch.finish(list));
        }
        // All outlines are above all areas of the layer.
        list.items.extend(outlines.into_iter().map(DisplayItem::Hairline));
    }
}
