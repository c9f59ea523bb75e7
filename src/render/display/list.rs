//! The display list.

use super::{
    CircleItem, FillItem, GlyphRun, Group, HairlineItem, HeatmapItem, IconItem, PaintSource, RasterItem, StrokeItem,
    TexturedLineItem,
};

/// A finished scene, ready to be painted.
#[derive(Debug, Clone, Default)]
pub struct DisplayList {
    /// Width in device pixels.
    pub width: u32,
    /// Height in device pixels.
    pub height: u32,
    /// The items to draw, from bottom to top.
    pub items: Vec<DisplayItem>,
}

/// One thing to draw. All lengths are in device pixels.
#[derive(Debug, Clone)]
pub enum DisplayItem {
    /// A color or pattern that covers the whole picture.
    Flood(PaintSource),
    /// Areas.
    Fill(FillItem),
    /// Lines.
    Stroke(StrokeItem),
    /// Outlines of areas, one pixel wide.
    Hairline(HairlineItem),
    /// Lines with an image or a gradient along them.
    TexturedLine(TexturedLineItem),
    /// A circle with a stroke.
    Circle(CircleItem),
    /// A heatmap.
    Heatmap(HeatmapItem),
    /// A raster tile or image.
    Raster(RasterItem),
    /// The glyphs of a label, or its halo.
    Glyphs(GlyphRun),
    /// An icon, or an image within a label.
    Icon(IconItem),
    /// The items up to the matching [`DisplayItem::EndGroup`] are drawn separately and blended with the rest as one.
    BeginGroup(Group),
    /// Ends a group.
    EndGroup,
}
