//! `line` layers.

use super::{
    line_style::LineStyle,
    styled_features::{FeatureStyler, StyledFeatures},
    textured_line::{Texture, textured_line},
    tile_frame::TileFrame,
};
use crate::{
    deadline::checkpoint,
    render::{
        display::{DisplayItem, DisplayList, StrokeItem},
        geometry::{Lines, cull_line, distance, to_pixels},
        input::{BoundLayer, Frame, PlacedTile, VectorTile, place_vector, reach},
    },
    style::{
        Compositing, Layer,
        expression::{Context, GeometryKind},
        layer::LineLayer,
    },
};

/// Tile extent in MapLibre (`EXTENT`), in units per side.
const UNITS: f64 = 8192.0;

/// An item with this number of vertices gets no further lines, as a bound for the memory that its outline takes.
const MAX_POINTS: usize = 1 << 16;

/// Draws the lines of a layer.
pub(super) fn draw(frame: &Frame<'_, '_>, layer: &Layer, line: &LineLayer, list: &mut DisplayList) {
    let Some((input, source)) = frame.source(layer) else { return };
    let style = |layout: &Context<'_>, paint: &Context<'_>| LineStyle::of(frame, line, layout, paint);
    let styler = FeatureStyler { layer, sort_key: Some(&line.sort_key), style: &style };
    list.in_group(Compositing::of_opacity(line.layer_opacity.get(&frame.paint())), |list| {
        for placed in place_vector(frame.tiles, source, frame.view, reach(layer, frame.view)) {
            let Some(bound) = placed.tile.layer(input) else { continue };
            let features = styler.features(frame, &placed, bound);
            draw_features(frame, line, (&placed, bound), &features, list);
        }
    });
}

/// Draws the lines of some features.
fn draw_features(
    frame: &Frame<'_, '_>,
    line: &LineLayer,
    (placed, bound): (&PlacedTile<'_, VectorTile<'_>>, &BoundLayer<'_>),
    features: &StyledFeatures<LineStyle>,
    list: &mut DisplayList,
) {
    let paint = frame.paint().in_tile(placed.id);
    let shift = line.translate.get(&frame.paint()).map(|t| t * frame.view.pixel_ratio);
    let place = TileFrame::new(placed, f64::from(bound.extent), shift);
    let mut geometry = Lines::default();
    let mut batch = LineBatch { place, unit: placed.size / UNITS, open: None, scaled: Vec::new() };
    for (index, style) in features.iter() {
        let Some(feature) = bound.feature(index) else { continue };
        let closed = feature.kind == GeometryKind::Polygon;
        if !closed && feature.kind != GeometryKind::Line {
            continue;
        }
        checkpoint(10);
        let seen = place.shows(bound, index, style.reach());
        let paint = paint.with_feature(&feature);
        let texture = Texture::of(frame, line, style, &paint);
        if texture.is_some() {
            batch.flush(list);
        } else {
            batch.begin(style, closed, list);
        }
        if !seen {
            continue;
        }
        bound.geometry(index, &mut geometry);
        match texture {
            Some(texture) => {
                let item = textured_line(&geometry, bound.spans(index), style, closed, &place, texture);
                list.items.extend(item.map(DisplayItem::TexturedLine));
            }
            None => batch.add(style, closed, &geometry),
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
    /// Begins an item for lines of this style, unless the open one is for the same. What becomes an item does not depend on
    /// which lines are in the picture, so that neighboring pictures agree.
    fn begin(&mut self, style: &LineStyle, closed: bool, list: &mut DisplayList) {
        let joins = |(last, item): &(LineStyle, StrokeItem)| {
            last.can_merge(style) && item.closed == closed && item.lines.points().len() < MAX_POINTS
        };
        if !self.open.as_ref().is_some_and(joins) {
            self.flush(list);
            self.open = Some((style.clone(), style.item(&self.place, closed)));
        }
    }

    /// Adds the lines of a feature to the open item.
    fn add(&mut self, style: &LineStyle, closed: bool, geometry: &Lines) {
        let place = &self.place;
        let near = place.area.grown(style.reach());
        let Some((_, item)) = &mut self.open else { return };
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
