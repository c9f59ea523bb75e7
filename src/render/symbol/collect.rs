//! Features → candidates.

use std::{collections::HashMap, rc::Rc};

use super::{
    SymbolScene,
    anchors::{LabelFit, LineAnchor, centered, clipped, distance, repeated},
    candidate::{Candidate, Order, Prepared},
    icon::Icon,
    label::{Label, LabelSetting, room, stands},
    merge::{Labelled, merged},
    pole::pole,
};
use crate::{
    render::{BoundLayer, Lines, Placed, VectorTile},
    style::{
        Layer,
        expression::{Context, GeometryKind},
        layer::{Alignment, Anchor, Formatted, Placement, SymbolLayer, WritingMode},
    },
    text::Upright,
};

/// The tiles that a symbol layer reads, each copy of the world once.
pub(super) fn tiles<'t, 'a>(scene: &SymbolScene<'t, 'a>, layer: &Layer) -> (usize, Vec<Placed<'t, VectorTile<'a>>>) {
    let Some(input) = layer.input else { return (0, Vec::new()) };
    let Some(source) = scene.style.inputs.get(input).map(|i| i.source.as_str()) else { return (input, Vec::new()) };
    let mut tiles = super::super::placed_vector(scene.tiles, source, scene.view, super::MARGIN);
    // An ancestor that stands in for several missing tiles is read once.
    let mut seen = std::collections::HashSet::new();
    tiles.retain(|placed| seen.insert((placed.id, placed.offset[0].round() as i64)));
    (input, tiles)
}

/// All candidates of a layer, unsorted.
pub(super) fn collect(
    scene: &SymbolScene<'_, '_>,
    layer: &Layer,
    symbol: &SymbolLayer,
    input: usize,
    tiles: &[Placed<'_, VectorTile<'_>>],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (index, placed) in tiles.iter().enumerate() {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let mut tile = Tile::new(scene, layer, symbol, index, placed, bound, &mut candidates);
        match symbol.placement.get(&tile.layout) {
            Placement::Point => tile.points(),
            Placement::Line => tile.lines(),
            Placement::LineCenter => tile.centers(),
        }
    }
    candidates
}

/// One tile's share of the work.
struct Tile<'c, 's> {
    scene: &'c SymbolScene<'s, 's>,
    layer: &'c Layer,
    symbol: &'c SymbolLayer,
    index: usize,
    offset: [f64; 2],
    /// Device pixels per tile unit.
    scale: f64,
    /// Side of the tile in CSS pixels at the whole zoom that symbols are laid out for.
    side: f64,
    order: (i64, u32),
    bound: &'c BoundLayer<'s>,
    layout: Context<'c>,
    geometry: Lines,
    out: &'c mut Vec<Candidate>,
}

impl<'c, 's> Tile<'c, 's> {
    fn points(&mut self) {
        let extent = f64::from(self.bound.extent);
        for feature in 0..self.bound.len() {
            let Some(kind) = self.accepted(feature) else { continue };
            self.bound.geometry(feature, &mut self.geometry);
            let points: Vec<[f64; 2]> = match kind {
                GeometryKind::Polygon => {
                    polygons(&self.geometry).iter().filter_map(|rings| pole(rings, extent / 512.0)).collect()
                }
                GeometryKind::Line => self.geometry.iter().filter_map(|line| line.first().copied()).collect(),
                _ => self.geometry.points().to_vec(),
            };
            let mut prepared = None;
            for (part, p) in (0u32..).zip(points) {
                // What lies in the tile's buffer belongs to the neighbour.
                if p.iter().any(|v| *v < 0.0 || *v >= extent) {
                    continue;
                }
                let at = [0, 1].map(|i| self.offset[i] + p[i] * self.scale);
                if !self.scene.is_near(at) {
                    continue;
                }
                if prepared.is_none() {
                    prepared = Some(self.prepare(feature, true));
                }
                let Some(Some((prepared, sort_key))) = &prepared else { break };
                let order = Order { sort_key: *sort_key, rank: feature as u32, tile: self.order, part };
                self.out.push(Candidate { order, prepared: prepared.clone(), at, tile: self.square(), line: None });
            }
        }
    }

    fn lines(&mut self) {
        let mut texts = Texts::default();
        let mut pieces = Vec::new();
        for feature in 0..self.bound.len() {
            let Some(kind) = self.accepted(feature) else { continue };
            texts.add(feature, &self.field(feature));
            for line in self.layout_lines(feature, kind) {
                pieces.push(Labelled { line, feature });
            }
        }
        let spacing = self.symbol.spacing.get(&self.layout).max(1.0);
        let mut taken: HashMap<usize, Vec<[f64; 2]>> = HashMap::new();
        let mut prepared: HashMap<usize, Option<(Rc<Prepared>, f64)>> = HashMap::new();
        let mut parts: HashMap<usize, u32> = HashMap::new();
        for piece in merged(pieces, |feature| texts.of(feature)) {
            let shared = match prepared.get(&piece.feature) {
                Some(shared) => shared.clone(),
                None => {
                    let made = self.prepare(piece.feature, false);
                    prepared.insert(piece.feature, made.clone());
                    made
                }
            };
            let Some((shared, sort_key)) = shared else { continue };
            let fit = self.fit(piece.feature, &shared, spacing);
            for line in clipped(&piece.line, self.side) {
                let line = Rc::new(line);
                for anchor in repeated(&line, &fit) {
                    if let Some(text) = texts.of(piece.feature) {
                        let same = taken.entry(text).or_default();
                        if same.iter().any(|p| distance(*p, anchor.at) < spacing / 2.0) {
                            continue;
                        }
                        same.push(anchor.at);
                    }
                    let part = parts.entry(piece.feature).or_default();
                    *part += 1;
                    let order = Order { sort_key, rank: piece.feature as u32, tile: self.order, part: *part };
                    self.push_on_line(&line, anchor, &shared, order);
                }
            }
        }
    }

    fn centers(&mut self) {
        for feature in 0..self.bound.len() {
            let Some(kind) = self.accepted(feature) else { continue };
            let lines = self.layout_lines(feature, kind);
            let Some((prepared, sort_key)) = self.prepare(feature, false) else { continue };
            let fit = self.fit(feature, &prepared, 1.0);
            for (part, line) in (0u32..).zip(lines) {
                let Some(anchor) = centered(&line, &fit) else { continue };
                if anchor.at.iter().all(|v| (0.0..self.side).contains(v)) {
                    let order = Order { sort_key, rank: feature as u32, tile: self.order, part };
                    self.push_on_line(&Rc::new(line), anchor, &prepared, order);
                }
            }
        }
    }

    fn push_on_line(&mut self, line: &Rc<Vec<[f64; 2]>>, anchor: LineAnchor, prepared: &Rc<Prepared>, order: Order) {
        let scale = self.scale * f64::from(self.bound.extent) / self.side;
        let place = |p: &[f64; 2]| [0, 1].map(|i| self.offset[i] + p[i] * scale);
        let at = place(&anchor.at);
        if self.scene.is_near(at) {
            let line = Rc::new(line.iter().map(place).collect());
            let anchor = LineAnchor { at, ..anchor };
            let line = Some((line, anchor));
            self.out.push(Candidate { order, prepared: prepared.clone(), at, tile: self.square(), line });
        }
    }

    fn square(&self) -> [f64; 4] {
        let ([x, y], size) = (self.offset, self.scale * f64::from(self.bound.extent));
        [x, y, x + size, y + size]
    }

    /// The class of a feature that the layer draws.
    fn accepted(&self, feature: usize) -> Option<GeometryKind> {
        let it = self.bound.feature(feature)?;
        self.layer.accepts(&self.layout.with_feature(&it)).then_some(it.kind)
    }

    fn field(&self, feature: usize) -> String {
        let Some(it) = self.bound.feature(feature) else { return String::new() };
        let field = self.symbol.text_field.get(&self.layout.with_feature(&it));
        field.sections.into_iter().map(|s| s.text).collect()
    }

    /// The feature's lines in CSS pixels from the tile's corner; rings are closed.
    fn layout_lines(&mut self, feature: usize, kind: GeometryKind) -> Vec<Vec<[f64; 2]>> {
        self.bound.geometry(feature, &mut self.geometry);
        let scale = self.side / f64::from(self.bound.extent);
        let close = kind == GeometryKind::Polygon;
        let scaled = |line: &[[f64; 2]]| {
            let closing = line.first().filter(|_| close);
            line.iter().chain(closing).map(|p| p.map(|v| v * scale)).collect::<Vec<_>>()
        };
        self.geometry.iter().filter(|line| line.len() > 1).map(scaled).collect()
    }

    fn fit(&self, feature: usize, prepared: &Prepared, spacing: f64) -> LabelFit {
        // Anchors do not move while zooming in: they are made for the size that text has at zoom 18.
        let largest = Context { zoom: Some(18.0), ..self.layout };
        let size = self.bound.feature(feature).map_or(16.0, |it| self.symbol.text_size.get(&largest.with_feature(&it)));
        let text = prepared.label.as_ref().map_or(0.0, |l| f64::from(l.form(true).width));
        let icon = prepared.icon.as_ref().map_or(0.0, |i| i.image.size()[0] / 24.0);
        LabelFit {
            spacing,
            length: text.max(icon) * size,
            glyph: size,
            has_text: prepared.label.is_some(),
            max_angle: self.symbol.text_max_angle.get(&self.layout).to_radians(),
            extent: self.side,
            overscale: (self.side / 512.0).max(1.0),
        }
    }

    /// Whether the layer's labels follow lines.
    fn along_line(&self, at_points: bool, layout: &Context<'_>) -> bool {
        !at_points && self.symbol.text_rotation_alignment.get(layout) != Alignment::Viewport
    }

    /// What stands upright where the layer's labels may be written vertically.
    fn upright(&self, at_points: bool, layout: &Context<'_>) -> Upright {
        let symbol = self.symbol;
        if at_points {
            let modes = symbol.text_writing_mode.get(layout).unwrap_or_default();
            return if modes.contains(&WritingMode::Vertical) { Upright::Most } else { Upright::None };
        }
        if self.along_line(at_points, layout) && symbol.text_keep_upright.get(layout) {
            Upright::EastAsian
        } else {
            Upright::None
        }
    }

    /// What the symbols of a feature share, and its sort key; `None` where there is nothing to draw.
    fn prepare(&self, feature: usize, wrap: bool) -> Option<(Rc<Prepared>, f64)> {
        let it = self.bound.feature(feature)?;
        let (symbol, scene) = (self.symbol, self.scene);
        let layout = self.layout.with_feature(&it);
        let at_zoom = Context { zoom: Some(scene.view.zoom), ..layout };
        let next_zoom = Context { zoom: Some(scene.view.layout_zoom() + 1.0), ..layout };
        let ratio = scene.view.pixel_ratio;
        let field: Formatted = symbol.text_field.get(&layout);
        let size = symbol.text_size.get(&at_zoom);
        let upright = self.upright(wrap, &layout);
        let next_size = symbol.text_size.get(&next_zoom);
        let setting =
            LabelSetting { resources: scene.resources, layout: &layout, size, next_size, ratio, wrap, upright };
        let label = Label::of(symbol, &field, &setting);
        let stands = stands(symbol, &layout, self.along_line(wrap, &layout));
        let image = symbol.icon_image.get(&layout).and_then(|i| scene.resources.sprites.get(&i.name).cloned());
        let icon_size = symbol.icon_size.get(&at_zoom);
        let text_rect = |column: bool| {
            let (label, (anchor, offset)) = label.as_ref().zip(stands.anchors.first())?;
            // Fitted to text whose anchor is still open, an icon follows the text later.
            let open = if column { stands.own } else { Anchor::Center };
            let (anchor, offset) = if stands.variable { (open, [0.0; 2]) } else { (*anchor, *offset) };
            Some(label.rect(column, anchor, offset))
        };
        let icon_room = room(icon_size, symbol.icon_size.get(&next_zoom));
        let icon_for = |text| {
            let icon = Icon::of(symbol, image.clone()?, text, &layout, icon_size, ratio)?;
            // Behind a text an icon is as large as the text.
            let text_room = label.as_ref().filter(|_| icon.fitted).map_or(1.0, |label| label.room);
            Some(Icon { room: icon_room * text_room, ..icon })
        };
        let icon = icon_for(text_rect(false));
        let has_column = wrap && label.as_ref().is_some_and(|l| l.column.is_some());
        let column_icon = icon_for(text_rect(true).filter(|_| has_column)).filter(|icon| has_column && icon.fitted);
        if label.is_none() && icon.is_none() {
            return None;
        }
        let sort_key = symbol.sort_key.get(&layout).filter(|k| !k.is_nan()).unwrap_or(0.0);
        let text_rotate = symbol.text_rotate.get(&layout).to_radians();
        let justify = symbol.text_justify.get(&layout);
        let prepared = Prepared { label, stands, icon, column_icon, justify, text_rotate, tile: self.index, feature };
        Some((Rc::new(prepared), sort_key))
    }
}

impl<'c, 's> Tile<'c, 's> {
    #[allow(clippy::too_many_arguments, reason = "one call, each argument of another kind")]
    fn new(
        scene: &'c SymbolScene<'s, 's>,
        layer: &'c Layer,
        symbol: &'c SymbolLayer,
        index: usize,
        placed: &Placed<'_, VectorTile<'_>>,
        bound: &'c BoundLayer<'s>,
        out: &'c mut Vec<Candidate>,
    ) -> Self {
        let view = scene.view;
        let zoomed = (view.zoom - view.layout_zoom()).exp2();
        let column = (placed.offset[0] / placed.size + view.origin[0] * view.pixel_ratio / placed.size).round();
        Self {
            scene,
            layer,
            symbol,
            index,
            offset: placed.offset,
            scale: placed.size / f64::from(bound.extent),
            side: placed.size / view.pixel_ratio / zoomed,
            order: (column as i64, placed.id.y()),
            bound,
            layout: scene.layout().in_tile(placed.id),
            geometry: Lines::default(),
            out,
        }
    }
}

/// Numbers for texts.
#[derive(Default)]
struct Texts {
    numbers: HashMap<String, usize>,
    of_feature: HashMap<usize, usize>,
}

impl Texts {
    fn add(&mut self, feature: usize, text: &str) {
        if !text.is_empty() {
            let next = self.numbers.len();
            let number = *self.numbers.entry(text.to_owned()).or_insert(next);
            self.of_feature.insert(feature, number);
        }
    }

    fn of(&self, feature: usize) -> Option<usize> {
        self.of_feature.get(&feature).copied()
    }
}

/// Rings grouped into polygons: each exterior ring with the holes that follow it (MVT 2.1, 4.3.4.4).
fn polygons(rings: &Lines) -> Vec<Vec<&[[f64; 2]]>> {
    let mut out: Vec<Vec<&[[f64; 2]]>> = Vec::new();
    let mut exterior = None;
    for ring in rings.iter() {
        let area = super::super::scene::shape::signed_area(ring);
        if area == 0.0 {
            continue;
        }
        let positive = area > 0.0;
        // Some encoders turn all rings the other way: the first one is always an exterior.
        match out.last_mut().filter(|_| exterior.is_some_and(|e| e != positive)) {
            Some(polygon) => polygon.push(ring),
            None => {
                exterior = Some(positive);
                out.push(vec![ring]);
            }
        }
    }
    out
}
