//! `circle` layers.

use super::{
    Scene, place, reach,
    shape::{Area, snap},
};
use crate::{
    render::{ClipRect, DisplayItem, DisplayList, Lines, display::CircleItem},
    style::{Color, Layer, expression::GeometryKind, layer::CircleLayer},
};

/// The vertices of a feature, each of which gets a circle. A ring's first one comes again at its end, as in
/// MapLibre, where it is drawn twice.
pub(super) fn dots(geometry: &Lines, kind: GeometryKind) -> impl Iterator<Item = [f64; 2]> + '_ {
    geometry.iter().flat_map(move |line| {
        let again = line.first().filter(|_| kind == GeometryKind::Polygon && line.len() > 1);
        line.iter().chain(again).copied()
    })
}

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, circle: &CircleLayer, list: &mut DisplayList) {
    let Some((input, source)) = scene.source(layer) else { return };
    let ratio = scene.view.pixel_ratio;
    let translate = circle.translate.get(&scene.paint()).map(|t| snap(t * ratio));
    let mut geometry = Lines::default();
    for placed in place::vector(scene.tiles, source, scene.view, reach::of(layer, scene.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = scene.layout().in_tile(placed.id);
        let paint = scene.paint().in_tile(placed.id);
        let extent = f64::from(bound.extent);
        let scale = placed.size / extent;
        let picture = ClipRect { left: 0, top: 0, right: list.width as i32, bottom: list.height as i32 };
        let seen = Area::local(picture, placed.offset);
        for index in scene.select(layer, &circle.sort_key, bound, &layout) {
            let Some(feature) = bound.feature(index) else { continue };
            let context = paint.with_feature(&feature);
            let tinted =
                |color: Color, opacity: f64| Color::new(color.r, color.g, color.b, (color.a * opacity).clamp(0.0, 1.0));
            let item = CircleItem {
                center: [0.0, 0.0],
                offset: placed.offset,
                grid: placed.grid,
                radius: circle.radius.get(&context).max(0.0) * ratio,
                color: tinted(circle.color.get(&context), circle.opacity.get(&context)),
                blur: circle.blur.get(&context),
                stroke_width: circle.stroke_width.get(&context).max(0.0) * ratio,
                stroke_color: tinted(circle.stroke_color.get(&context), circle.stroke_opacity.get(&context)),
            };
            let outer = item.radius + item.stroke_width;
            if outer <= 0.0 {
                continue;
            }
            bound.geometry(index, &mut geometry);
            for p in dots(&geometry, feature.kind) {
                // What lies in the tile's buffer belongs to the neighbour.
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
}
