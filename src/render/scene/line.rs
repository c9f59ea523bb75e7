//! `line` layers.

use super::{
    line_style::LineStyle,
    select::select,
    textured_line::{Texture, textured_line},
    tile_features::TileFeatures,
    tile_frame::TileFrame,
};
use crate::{
    deadline::checkpoint,
    render::{
        display::{DisplayItem, DisplayList, StrokeItem},
        geometry::{Lines, cull_line, distance, to_pixels},
        input::{Frame, place_vector, reach},
    },
    style::{Compositing, Layer, expression::GeometryKind, layer::LineLayer},
};

/// Tile extent in MapLibre (`EXTENT`), in units per side.
const UNITS: f64 = 8192.0;

/// An item with this number of vertices gets no further lines, as a bound for the memory that its outline takes.
const MAX_POINTS: usize = 1 << 16;

/// Draws the lines of a layer.
pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, line: &LineLayer, list: &mut DisplayList) {
    let Some((input, source)) = frame.source(layer) else { return };
    list.in_group(Compositing::of_opacity(line.layer_opacity.get(&frame.paint())), |list| {
        for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
            let Some(bound) = placed.tile.layer(input) else { continue };
            let indices = select(layer, Some(&line.sort_key), bound, &frame.layout().in_tile(placed.id));
            draw_features(frame, line, &TileFeatures { placed: &placed, bound, indices: &indices }, list);
        }
    });
}

/// Draws some features.
pub(super) fn draw_features(
    frame: &Frame<'_, '_>,
    line: &LineLayer,
    features: &TileFeatures<'_, '_>,
    list: &mut DisplayList,
) {
    let TileFeatures { placed, bound, indices } = features;
    let layout = frame.layout().in_tile(placed.id);
    let paint = frame.paint().in_tile(placed.id);
    let shift = line.translate.get(&frame.paint()).map(|t| t * frame.view.pixel_ratio);
    let place = TileFrame::new(placed, f64::from(bound.extent), shift);
    let mut geometry = Lines::default();
    let mut batch = LineBatch { place, unit: placed.size / UNITS, open: None, scaled: Vec::new() };
    for index in indices.iter().copied() {
        let Some(feature) = bound.feature(index) else { continue };
        let closed = feature.kind == GeometryKind::Polygon;
        if !closed && feature.kind != GeometryKind::Line {
            continue;
        }
        checkpoint(50);
        let (layout, paint) = (layout.with_feature(&feature), paint.with_feature(&feature));
        let Some(style) = LineStyle::of(frame, line, &layout, &paint) else { continue };
        bound.geometry(index, &mut geometry);
        match Texture::of(frame, line, &style, &paint) {
            Some(texture) => {
                batch.flush(list);
                let item = textured_line(&geometry, bound.spans(index), &style, closed, &place, texture);
                list.items.extend(item.map(DisplayItem::TexturedLine));
            }
            None => batch.add(&style, closed, &geometry, list),
        }
    }
    batch.flush(list);
}

/// Collects the lines of one tile. Consecutive ones of the same style become one item.
struct LineBatch {
    place: TileFrame,
    /// Device pixels per unit of MapLibre's tiles.
    unit: f64,
    /// The item that lines are added to, and its style.
    open: Option<(LineStyle, StrokeItem)>,
    scaled: Vec<[f64; 2]>,
}

impl LineBatch {
    /// Adds the lines of a feature.
    fn add(&mut self, style: &LineStyle, closed: bool, geometry: &Lines, list: &mut DisplayList) {
        let joins = |(last, item): &(LineStyle, StrokeItem)| {
            last.can_merge(style) && item.closed == closed && item.lines.points().len() < MAX_POINTS
        };
        if !self.open.as_ref().is_some_and(joins) {
            self.flush(list);
        }
        let place = &self.place;
        let near = place.area.grown(style.reach());
        let (_, item) = self.open.get_or_insert_with(|| (style.clone(), style.item(place, closed)));
        for part in geometry.iter() {
            to_pixels(part, place.scale, place.shift, &mut self.scaled);
            if closed && self.scaled.first() != self.scaled.last() {
                self.scaled.extend(self.scaled.first().copied());
            }
            if self.scaled.len() < 2 || near.misses_all(&self.scaled) {
                continue;
            }
            let before = item.phases.len();
            let joined = closed && style.dashes.is_empty();
            cull_line(&self.scaled, &near, joined, &mut item.lines, &mut item.phases);
            if !item.is_opaque() && item.dashes.is_empty() {
                let phases = item.phases.get(before..).unwrap_or_default();
                item.starts_odd.extend(style.joins.starts_odd(&self.scaled, closed, phases));
            }
            // MapLibre measures distances around an area from the vertex before the first one, and rounds lengths down
            // to steps of two units, which is one unit less on average.
            let around = match self.scaled.as_slice() {
                [.., a, b] if closed => distance(*a, *b),
                _ => 0.0,
            };
            let shift = around - self.unit;
            item.phases.iter_mut().skip(before).for_each(|phase| *phase += shift);
        }
    }

    /// Appends the collected lines to the list.
    fn flush(&mut self, list: &mut DisplayList) {
        let item = self.open.take().map(|(_, item)| item).filter(|item| !item.lines.is_empty());
        list.items.extend(item.map(DisplayItem::Stroke));
    }
}
