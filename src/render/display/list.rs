//! The display list.

use super::{
    CircleItem, FillItem, GlyphRun, Group, HairlineItem, HeatmapItem, IconItem, PaintSource, RasterItem, StrokeItem,
    TexturedLineItem,
};

/// A finished scene.
#[derive(Debug, Clone, Default)]
pub struct DisplayList {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// What is drawn, the first item lowest.
    pub items: Vec<DisplayItem>,
}

/// One thing to draw. All lengths are device pixels.
#[derive(Debug, Clone)]
pub enum DisplayItem {
    /// The whole picture in one color or pattern.
    Flood(PaintSource),
    /// Areas.
    Fill(FillItem),
    /// Lines.
    Stroke(StrokeItem),
    /// Outlines of areas, one pixel wide.
    Hairline(HairlineItem),
    /// Lines with an image or a gradient along them.
    TexturedLine(TexturedLineItem),
    /// A disc with a rim.
    Circle(CircleItem),
    /// Density of points.
    Heatmap(HeatmapItem),
    /// An image tile.
    Raster(RasterItem),
    /// The glyphs of a label, or its halo.
    Glyphs(GlyphRun),
    /// An icon, or an image within a label.
    Icon(IconItem),
    /// The items up to the matching [`DisplayItem::EndGroup`] are drawn apart and laid over the rest as one.
    BeginGroup(Group),
    /// Ends a group.
    EndGroup,
}
