//! The display list.

use super::{
    CircleItem, EffectsItem, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem, PaintSource, PictureItem,
    RasterItem, ShapeItem, StrokeItem, TexturedLineItem,
};
use crate::style::Compositing;

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
    /// Areas with the edges of Mapnik.
    Shape(ShapeItem),
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
    /// A picture made of shapes.
    Picture(PictureItem),
    /// The items up to the matching [`DisplayItem::EndGroup`] are drawn apart and laid over the rest as one.
    BeginGroup(Compositing),
    /// Filters all that was drawn so far: in the group, or in the picture if no group is open.
    Effects(EffectsItem),
    /// Ends a group.
    EndGroup,
}

impl DisplayList {
    /// Draws into a group of its own whose pixels are filtered. Nothing is filtered if nothing is drawn.
    pub(in crate::render) fn in_filtered_group(
        &mut self,
        compositing: Compositing,
        effects: EffectsItem,
        draw: impl FnOnce(&mut Self),
    ) {
        if effects.filters.is_empty() {
            return self.in_group(compositing, draw);
        }
        let at = self.items.len();
        self.items.push(DisplayItem::BeginGroup(compositing));
        draw(self);
        if self.items.len() > at + 1 {
            self.items.push(DisplayItem::Effects(effects));
        }
        self.items.push(DisplayItem::EndGroup);
    }

    /// Draws into a group of its own, unless that makes no difference.
    pub(in crate::render) fn in_group(&mut self, compositing: Compositing, draw: impl FnOnce(&mut Self)) {
        if compositing.is_plain() {
            return draw(self);
        }
        if compositing.opacity <= 0.0 && !compositing.empty_group_changes() {
            return;
        }
        let at = self.items.len();
        self.items.push(DisplayItem::BeginGroup(compositing));
        draw(self);
        if self.items.len() == at + 1 && !compositing.empty_group_changes() {
            self.items.pop();
        } else {
            self.items.push(DisplayItem::EndGroup);
        }
    }
}
