//! `circle` layers.

use super::{select::select, visible::faded};
use crate::{
    deadline::checkpoint,
    render::{
        display::{CircleItem, DisplayItem, DisplayList},
        geometry::{ClipRect, Lines, Rect, snap},
        input::{BoundLayer, Frame, PlacedTile, VectorTile, place_vector, reach},
    },
    style::{
        Layer,
        expression::{Context, GeometryKind},
        layer::CircleLayer,
    },
};

/// The vertices of a feature, each of which gets a circle. The first vertex of a ring is repeated at its end, as in
/// MapLibre, which draws it twice.
pub(super) fn dots(geometry: &Lines, kind: GeometryKind) -> impl Iterator<Item = [f64; 2]> + '_ {
    geometry.iter().flat_map(move |line| {
        let again = line.first().filter(|_| kind == GeometryKind::Polygon && line.len() > 1);
        line.iter().chain(again).copied()
    })
}

/// Draws the discs of a layer.
pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, circle: &CircleLayer, list: &mut DisplayList) {
    let Some((input, source)) = frame.source(layer) else { return };
    for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let indices = select(layer, Some(&circle.sort_key), bound, &frame.layout().in_tile(placed.id));
        draw_features(frame, circle, (&placed, bound), &indices, list);
    }
}

/// Draws some features.
fn draw_features(
    frame: &Frame<'_, '_>,
    circle: &CircleLayer,
    (placed, bound): (&PlacedTile<'_, VectorTile<'_>>, &BoundLayer<'_>),
    indices: &[usize],
    list: &mut DisplayList,
) {
    let ratio = frame.view.pixel_ratio;
    let translate = circle.translate.get(&frame.paint()).map(|t| snap(t * ratio));
    let seen = Rect::local(ClipRect::of_picture(list.width, list.height), placed.offset);
    let paint = frame.paint().in_tile(placed.id);
    let extent = f64::from(bound.extent);
    let scale = placed.size / extent;
    let mut geometry = Lines::default();
    for index in indices.iter().copied() {
        let Some(feature) = bound.feature(index) else { continue };
        let item = CircleItem {
            offset: placed.offset,
            grid: placed.grid,
            ..disc(circle, &paint.with_feature(&feature), ratio)
        };
        let outer = item.outer_radius();
        if outer <= 0.0 {
            continue;
        }
        bound.geometry(index, &mut geometry);
        for p in dots(&geometry, feature.kind) {
            // What is in the tile's buffer belongs to the neighbor.
            checkpoint(10);
            if p.iter().any(|c| *c < 0.0 || *c >= extent) {
                continue;
            }
            let center = [0, 1].map(|i| snap(p[i] * scale) + translate[i]);
            if !seen.grown(outer).misses_all(&[center]) {
                list.items.push(DisplayItem::Circle(CircleItem { center, ..item.clone() }));
            }
        }
    }
}

/// The circle of a feature, not yet positioned.
fn disc(circle: &CircleLayer, context: &Context<'_>, ratio: f64) -> CircleItem {
    CircleItem {
        center: [0.0, 0.0],
        offset: [0.0, 0.0],
        grid: None,
        radius: circle.radius.get(context).max(0.0) * ratio,
        color: faded(circle.color.get(context), circle.opacity.get(context)),
        blur: circle.blur.get(context),
        stroke_width: circle.stroke_width.get(context).max(0.0) * ratio,
        stroke_color: faded(circle.stroke_color.get(context), circle.stroke_opacity.get(context)),
    }
}
