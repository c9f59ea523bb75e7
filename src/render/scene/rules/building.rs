//! `BuildingSymbolizer`.

use super::{
    batch::{ShapeBatch, ShapeStyle},
    ink::ink,
    rule_feature::RuleFeature,
};
use crate::{
    render::{
        display::DisplayList,
        geometry::{FillRule, Lines, PenStyle, polygons},
    },
    style::{
        Color,
        expression::GeometryKind,
        symbolizer::{BuildingSymbolizer, PathShape, StrokeCap, StrokeJoin},
    },
};

/// How bright walls and edges are, relative to the roof.
const SHADE: f64 = 0.8;

/// Draws areas as houses: walls, edges, roof.
pub(super) fn draw(
    building: &BuildingSymbolizer,
    feature: &RuleFeature<'_, '_>,
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let context = &feature.context;
    if feature.kind != GeometryKind::Polygon {
        return;
    }
    let fill = building
        .fill
        .as_ref()
        .map_or(Color::new(128.0 / 255.0, 128.0 / 255.0, 128.0 / 255.0, 1.0), |it| it.get(context));
    let opacity = building.opacity.as_ref().map_or(1.0, |it| it.get(context));
    let Some(roof) = ink(fill, opacity) else { return };
    let ratio = feature.ratio();
    let height = building.height.as_ref().map_or(0.0, |it| it.get(context)) * ratio;
    let gamma = building.gamma.get(context);
    let dark = |v: f64| (v * 255.0 * SHADE).floor() / 255.0;
    let wall = Color { r: dark(roof.r), g: dark(roof.g), b: dark(roof.b), ..roof };
    let [wall, roof] = [wall, roof].map(|color| ShapeStyle::plain(color, FillRule::NonZero, gamma));
    batch.path.take(feature, &PathShape::default(), 0.0);
    let lines = batch.path.lines().clone();
    for rings in polygons(&lines) {
        house(&rings, height, ratio, [&wall, &roof], batch, list);
    }
}

fn house(
    rings: &[&[[f64; 2]]],
    height: f64,
    ratio: f64,
    [wall, roof]: [&ShapeStyle; 2],
    batch: &mut ShapeBatch,
    list: &mut DisplayList,
) {
    let up = |p: [f64; 2]| [p[0], p[1] - height];
    let around = |ring: &[[f64; 2]]| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).collect::<Vec<_>>();
    let mut walls: Vec<_> = rings.iter().flat_map(|ring| around(ring)).collect();
    // The walls in front are drawn last.
    walls.sort_by(|(a, b), (c, d)| a[1].max(b[1]).total_cmp(&c[1].max(d[1])));
    for (a, b) in &walls {
        batch.add(wall.clone(), list, |_, out| out.line([*a, *b, up(*b), up(*a)]));
    }
    let pen = PenStyle { width: ratio, cap: StrokeCap::Butt, join: StrokeJoin::Miter, miter_limit: 4.0 };
    batch.add(wall.clone(), list, |batch, out| {
        let mut top = Lines::default();
        for ring in rings {
            top.line(ring.iter().copied().map(up));
            batch.pen.outline(ring, true, &pen, out);
        }
        top.iter().for_each(|ring| batch.pen.outline(ring, true, &pen, out));
        walls.iter().for_each(|(a, _)| batch.pen.outline(&[*a, up(*a)], false, &pen, out));
    });
    batch.add(roof.clone(), list, |_, out| rings.iter().for_each(|ring| out.line(ring.iter().copied().map(up))));
}
