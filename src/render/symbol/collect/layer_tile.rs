//! One tile as one style reads it.

use super::super::symbol_style::SymbolStyle;
use crate::{
    deadline::checkpoint,
    render::{
        geometry::Lines,
        input::{BoundLayer, Frame, MARGIN, PlacedTile, VectorTile},
    },
    style::{
        expression::{Context, GeometryKind},
        layer::SymbolLayer,
    },
};

/// One tile as one style of symbols reads it.
pub(super) struct LayerTile<'c> {
    pub frame: &'c Frame<'c, 'c>,
    pub symbol: &'c SymbolLayer,
    style: &'c SymbolStyle<'c>,
    pub bound: &'c BoundLayer<'c>,
    /// The tile's corner in the picture.
    pub offset: [f64; 2],
    /// Device pixels per tile unit.
    pub scale: f64,
    /// Side of the tile in CSS pixels at the whole zoom for which symbols are laid out.
    pub side: f64,
    /// Column and row; columns are counted through all copies of the world.
    pub column_and_row: (i64, u32),
    /// Context of filters and layout properties.
    pub layout: Context<'c>,
}

impl<'c> LayerTile<'c> {
    pub(super) fn new(
        frame: &'c Frame<'c, 'c>,
        style: &'c SymbolStyle<'c>,
        placed: &PlacedTile<'_, VectorTile<'_>>,
        bound: &'c BoundLayer<'c>,
    ) -> Self {
        let view = frame.view;
        let zoomed = (view.zoom - view.layout_zoom()).exp2();
        let column = (placed.offset[0] / placed.size + view.origin[0] * view.pixel_ratio / placed.size).round();
        Self {
            frame,
            symbol: style.symbol,
            style,
            bound,
            offset: placed.offset,
            scale: placed.size / f64::from(bound.extent),
            side: placed.size / view.pixel_ratio / zoomed,
            column_and_row: (column as i64, placed.id.y()),
            layout: frame.layout().in_tile(placed.id),
        }
    }

    /// Extent of the tile: units per side.
    pub(super) fn extent(&self) -> f64 {
        f64::from(self.bound.extent)
    }

    /// Left, top, right, bottom of the tile in device pixels of the view.
    pub(super) fn square(&self) -> [f64; 4] {
        let ([x, y], size) = (self.offset, self.scale * self.extent());
        [x, y, x + size, y + size]
    }

    /// Whether a point, in device pixels of the view, is in the view or its margin.
    pub(super) fn is_near(&self, at: [f64; 2]) -> bool {
        let margin = MARGIN * self.frame.view.pixel_ratio;
        let size = self.frame.size();
        (0..2).all(|i| at[i] >= -margin && at[i] < size[i] + margin)
    }

    /// The class of a feature, if it has symbols.
    pub(super) fn accepted(&self, feature: usize) -> Option<GeometryKind> {
        checkpoint(20);
        let it = self.bound.feature(feature)?;
        self.style.layer.accepts(&self.layout.with_feature(&it)).then_some(it.kind)
    }

    /// The feature's sort key: symbols with smaller ones are placed first.
    pub(super) fn sort_key(&self, feature: usize) -> f64 {
        let Some(it) = self.bound.feature(feature) else { return 0.0 };
        self.symbol.sort_key.get(&self.layout.with_feature(&it)).filter(|key| !key.is_nan()).unwrap_or(0.0)
    }

    /// The unformatted text of a feature.
    pub(super) fn text(&self, feature: usize) -> String {
        let Some(it) = self.bound.feature(feature) else { return String::new() };
        let field = self.symbol.text_field.get(&self.layout.with_feature(&it));
        field.sections.into_iter().map(|s| s.text).collect()
    }

    /// The lines of a feature in CSS pixels relative to the tile's corner; rings are closed. `geometry` is scratch
    /// memory.
    pub(super) fn lines(&self, feature: usize, kind: GeometryKind, geometry: &mut Lines) -> Vec<Vec<[f64; 2]>> {
        self.bound.geometry(feature, geometry);
        checkpoint(geometry.points().len());
        let scale = self.side / self.extent();
        let close = kind == GeometryKind::Polygon;
        let scaled = |line: &[[f64; 2]]| {
            let closing = line.first().filter(|_| close);
            line.iter().chain(closing).map(|p| p.map(|v| v * scale)).collect::<Vec<_>>()
        };
        geometry.iter().filter(|line| line.len() > 1).map(scaled).collect()
    }
}
