//! The traits between what is drawn and what draws it: a display list is handed to a [`Painter`] item by item.

use super::{
    CircleItem, DisplayItem, DisplayList, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem, PaintSource,
    RasterItem, StrokeItem, TexturedLineItem,
};
use crate::{image::Bitmap, style::Compositing, text::GlyphCache};

/// Something that draws display items. Items come in order, the lowest first; groups nest.
pub trait Painter {
    /// See [`DisplayItem::Flood`].
    fn flood(&mut self, source: &PaintSource);
    /// See [`DisplayItem::Fill`].
    fn fill(&mut self, item: &FillItem);
    /// See [`DisplayItem::Stroke`].
    fn stroke(&mut self, item: &StrokeItem);
    /// See [`DisplayItem::Hairline`].
    fn hairline(&mut self, item: &HairlineItem);
    /// See [`DisplayItem::TexturedLine`].
    fn textured_line(&mut self, item: &TexturedLineItem);
    /// See [`DisplayItem::Circle`].
    fn circle(&mut self, item: &CircleItem);
    /// See [`DisplayItem::Heatmap`].
    fn heatmap(&mut self, item: &HeatmapItem);
    /// See [`DisplayItem::Raster`].
    fn raster(&mut self, item: &RasterItem);
    /// See [`DisplayItem::Glyphs`].
    fn glyphs(&mut self, run: &GlyphRun);
    /// See [`DisplayItem::Icon`].
    fn icon(&mut self, item: &IconItem);
    /// See [`DisplayItem::BeginGroup`].
    fn begin_group(&mut self, group: Compositing);
    /// See [`DisplayItem::EndGroup`].
    fn end_group(&mut self);
}

/// A painter that makes pixels.
pub trait PixelPainter<'g>: Painter {
    /// A painter on a transparent picture. `glyphs`: the fonts that the list's glyphs are from.
    fn new(width: u32, height: u32, glyphs: &'g GlyphCache) -> Result<Self, PaintError>
    where
        Self: Sized;

    /// The picture; open groups are ended.
    fn finish(self: Box<Self>) -> Result<Bitmap, PaintError>;
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaintError {
    /// The picture has no pixels, or more than [`MAX_PIXELS`].
    #[error("a picture of {width}×{height} pixels cannot be drawn")]
    Size {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
}

/// The most pixels a picture may have: 8192 × 8192, 256 MiB.
pub const MAX_PIXELS: u64 = 1 << 26;

impl PaintError {
    /// An error unless a picture may have this size.
    pub(crate) fn check_size(width: u32, height: u32) -> Result<(), Self> {
        let pixels = u64::from(width) * u64::from(height);
        if pixels == 0 || pixels > MAX_PIXELS { Err(Self::Size { width, height }) } else { Ok(()) }
    }
}

/// Hands every item of `list` to `painter`.
pub fn draw<P: Painter + ?Sized>(list: &DisplayList, painter: &mut P) {
    list.items.iter().for_each(|item| draw_item(item, painter));
}

/// Hands one item to `painter`.
pub fn draw_item<P: Painter + ?Sized>(item: &DisplayItem, painter: &mut P) {
    match item {
        DisplayItem::Flood(source) => painter.flood(source),
        DisplayItem::Fill(item) => painter.fill(item),
        DisplayItem::Stroke(item) => painter.stroke(item),
        DisplayItem::Hairline(item) => painter.hairline(item),
        DisplayItem::TexturedLine(item) => painter.textured_line(item),
        DisplayItem::Circle(item) => painter.circle(item),
        DisplayItem::Heatmap(item) => painter.heatmap(item),
        DisplayItem::Raster(item) => painter.raster(item),
        DisplayItem::Glyphs(run) => painter.glyphs(run),
        DisplayItem::Icon(item) => painter.icon(item),
        DisplayItem::BeginGroup(group) => painter.begin_group(*group),
        DisplayItem::EndGroup => painter.end_group(),
    }
}
