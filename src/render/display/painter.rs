//! The traits between the display list and its painters: a display list is passed to a [`Painter`] item by item.

use super::{
    CircleItem, DisplayItem, DisplayList, EffectsItem, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem,
    PaintSource, PictureItem, RasterItem, ShapeItem, StrokeItem, TexturedLineItem,
};
use crate::{deadline::checkpoint, image::Bitmap, style::Compositing, text::GlyphCache};

/// Draws display items. Items arrive in order from bottom to top; groups may be nested.
pub trait Painter {
    /// See [`DisplayItem::Flood`].
    fn flood(&mut self, source: &PaintSource);
    /// See [`DisplayItem::Fill`].
    fn fill(&mut self, item: &FillItem);
    /// See [`DisplayItem::Shape`].
    fn shape(&mut self, item: &ShapeItem);
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
    /// See [`DisplayItem::Picture`].
    fn picture(&mut self, item: &PictureItem);
    /// See [`DisplayItem::BeginGroup`].
    fn begin_group(&mut self, group: Compositing);
    /// See [`DisplayItem::Effects`].
    fn effects(&mut self, item: &EffectsItem);
    /// See [`DisplayItem::EndGroup`].
    fn end_group(&mut self);
}

/// A painter that produces a bitmap.
pub trait PixelPainter<'g>: Painter {
    /// Creates a painter with a transparent picture. `glyphs` are the fonts of the display list's glyphs.
    fn new(width: u32, height: u32, glyphs: &'g GlyphCache) -> Result<Self, PaintError>
    where
        Self: Sized;

    /// Returns the picture, ending groups that are still open.
    fn finish(self: Box<Self>) -> Result<Bitmap, PaintError>;
}

/// Why a picture cannot be painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaintError {
    /// The picture has no pixels, or more than [`MAX_PIXELS`].
    #[error("a picture of {width}×{height} pixels cannot be drawn")]
    Size {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// The largest number of pixels of a picture: 8192 × 8192, 256 MiB.
pub const MAX_PIXELS: u64 = 1 << 26;

impl PaintError {
    /// Returns an error if a picture of this size is not allowed.
    pub(crate) fn check_size(width: u32, height: u32) -> Result<(), Self> {
        let pixels = u64::from(width) * u64::from(height);
        if pixels == 0 || pixels > MAX_PIXELS { Err(Self::Size { width, height }) } else { Ok(()) }
    }
}

/// Passes every item of `list` to `painter`.
pub fn draw<P: Painter + ?Sized>(list: &DisplayList, painter: &mut P) {
    for item in &list.items {
        checkpoint(10);
        draw_item(item, painter);
    }
}

/// Passes one item to `painter`.
fn draw_item<P: Painter + ?Sized>(item: &DisplayItem, painter: &mut P) {
    match item {
        DisplayItem::Flood(source) => painter.flood(source),
        DisplayItem::Fill(item) => painter.fill(item),
        DisplayItem::Shape(item) => painter.shape(item),
        DisplayItem::Stroke(item) => painter.stroke(item),
        DisplayItem::Hairline(item) => painter.hairline(item),
        DisplayItem::TexturedLine(item) => painter.textured_line(item),
        DisplayItem::Circle(item) => painter.circle(item),
        DisplayItem::Heatmap(item) => painter.heatmap(item),
        DisplayItem::Raster(item) => painter.raster(item),
        DisplayItem::Glyphs(run) => painter.glyphs(run),
        DisplayItem::Icon(item) => painter.icon(item),
        DisplayItem::Picture(item) => painter.picture(item),
        DisplayItem::BeginGroup(group) => painter.begin_group(*group),
        DisplayItem::Effects(item) => painter.effects(item),
        DisplayItem::EndGroup => painter.end_group(),
    }
}
