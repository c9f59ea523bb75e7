//! The one seam between what is drawn and what draws it: a display list is handed to a [`Painter`], item by item.
//! [`super::SkiaPainter`] makes pixels of it, [`super::SvgPainter`] a document.

use super::{
    display::{
        CircleItem, DisplayItem, DisplayList, FillItem, HairlineItem, HeatmapItem, Ink, RasterItem, RibbonItem,
        StrokeItem,
    },
    symbol::SymbolItem,
};

/// Something that draws display items. Items come in order, the lowest first; groups nest.
pub trait Painter {
    /// See [`DisplayItem::Flood`].
    fn flood(&mut self, ink: &Ink);
    /// See [`DisplayItem::Fill`].
    fn fill(&mut self, item: &FillItem);
    /// See [`DisplayItem::Stroke`].
    fn stroke(&mut self, item: &StrokeItem);
    /// See [`DisplayItem::Hairline`].
    fn hairline(&mut self, item: &HairlineItem);
    /// See [`DisplayItem::Ribbon`].
    fn ribbon(&mut self, item: &RibbonItem);
    /// See [`DisplayItem::Circle`].
    fn circle(&mut self, item: &CircleItem);
    /// See [`DisplayItem::Heatmap`].
    fn heatmap(&mut self, item: &HeatmapItem);
    /// See [`DisplayItem::Raster`].
    fn raster(&mut self, item: &RasterItem);
    /// See [`DisplayItem::Symbol`].
    fn symbol(&mut self, item: &SymbolItem);
    /// See [`DisplayItem::BeginGroup`].
    fn begin_group(&mut self, opacity: f64);
    /// See [`DisplayItem::EndGroup`].
    fn end_group(&mut self);
}

/// Hands every item of `list` to `painter`.
pub fn draw(list: &DisplayList, painter: &mut impl Painter) {
    list.items.iter().for_each(|item| paint_item(item, painter));
}

/// Hands one item to `painter`.
pub fn paint_item(item: &DisplayItem, painter: &mut impl Painter) {
    match item {
        DisplayItem::Flood(ink) => painter.flood(ink),
        DisplayItem::Fill(item) => painter.fill(item),
        DisplayItem::Stroke(item) => painter.stroke(item),
        DisplayItem::Hairline(item) => painter.hairline(item),
        DisplayItem::Ribbon(item) => painter.ribbon(item),
        DisplayItem::Circle(item) => painter.circle(item),
        DisplayItem::Heatmap(item) => painter.heatmap(item),
        DisplayItem::Raster(item) => painter.raster(item),
        DisplayItem::Symbol(item) => painter.symbol(item),
        DisplayItem::BeginGroup(opacity) => painter.begin_group(*opacity),
        DisplayItem::EndGroup => painter.end_group(),
    }
}
