//! Batches the areas of consecutive features into items.

use super::path::FeaturePath;
use crate::{
    render::{
        display::{DisplayItem, DisplayList, PaintSource, ShapeItem},
        geometry::{FillRule, Lines, Pen, Rect},
        scene::tile_frame::TileFrame,
    },
    style::{BlendMode, Color, symbolizer::Gamma},
};

/// An item with this number of vertices gets no further areas.
const MAX_POINTS: usize = 1 << 18;

/// What areas are drawn with.
#[derive(Clone)]
pub(super) struct ShapeStyle {
    pub source: PaintSource,
    pub rule: FillRule,
    pub gamma: Gamma,
    pub blend: BlendMode,
}

impl ShapeStyle {
    /// A color, drawn over what is below.
    pub(super) fn plain(color: Color, rule: FillRule, gamma: Gamma) -> Self {
        Self { source: PaintSource::Color(color), rule, gamma, blend: BlendMode::SourceOver }
    }

    /// Whether areas of both are drawn by one item.
    fn joins(&self, item: &ShapeItem) -> bool {
        let same_source = match (&self.source, &item.source) {
            (PaintSource::Color(a), PaintSource::Color(b)) => a == b,
            _ => false,
        };
        same_source && (self.rule, self.gamma, self.blend) == (item.rule, item.gamma, item.blend)
    }
}

/// Collects the areas of one tile. Consecutive ones of the same style become one item, which draws them one by one.
pub(super) struct ShapeBatch {
    place: TileFrame,
    open: Option<ShapeItem>,
    /// The geometry of the feature being drawn.
    pub path: FeaturePath,
    pub pen: Pen,
}

impl ShapeBatch {
    pub(super) fn new(place: TileFrame) -> Self {
        Self { place, open: None, path: FeaturePath::default(), pen: Pen::default() }
    }

    /// The part of the tile that is seen, with `margin` pixels around it.
    pub(super) fn near(&self, margin: f64) -> Rect {
        self.place.area.grown(margin)
    }

    /// Adds an area whose rings `write` writes.
    pub(super) fn add(&mut self, style: ShapeStyle, list: &mut DisplayList, write: impl FnOnce(&mut Self, &mut Lines)) {
        let mut item = match self.open.take() {
            Some(item) if style.joins(&item) && item.rings.points().len() < MAX_POINTS => item,
            before => {
                list.items.extend(before.map(DisplayItem::Shape));
                let ShapeStyle { source, rule, gamma, blend } = style;
                let TileFrame { offset, clip, .. } = self.place;
                ShapeItem { rings: Lines::default(), ends: Vec::new(), offset, clip, source, rule, gamma, blend }
            }
        };
        let before = item.rings.len();
        write(self, &mut item.rings);
        if item.rings.len() > before {
            item.ends.push(item.rings.len());
        }
        self.open = (!item.ends.is_empty()).then_some(item);
    }

    /// Adds an area that is filled with the geometry of the feature.
    pub(super) fn add_path(&mut self, style: ShapeStyle, list: &mut DisplayList) {
        let near = self.place.area.grown(1.0);
        self.add(style, list, |batch, rings| {
            for ring in batch.path.lines().iter().filter(|ring| ring.len() > 2 && !near.misses_all(ring)) {
                rings.line(ring.iter().copied());
            }
        });
    }

    /// Appends the collected areas to the list.
    pub(super) fn flush(&mut self, list: &mut DisplayList) {
        list.items.extend(self.open.take().map(DisplayItem::Shape));
    }
}
