//! The display list: what is drawn, in order, with everything decided. A value that tests can print
//! and any painter can draw.

use std::sync::Arc;

use super::{
    Lines, SpriteImage,
    scene::{bend::Bends, shape::Area},
    symbol::SymbolItem,
};
use crate::style::{Color, layer::LineCap};

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
    /// The whole picture in one colour or pattern.
    Flood(Ink),
    /// Areas.
    Fill(FillItem),
    /// Lines.
    Stroke(StrokeItem),
    /// Outlines of areas, one pixel wide.
    Hairline(HairlineItem),
    /// Lines with a picture or a gradient along them.
    Ribbon(RibbonItem),
    /// A disc with a rim.
    Circle(CircleItem),
    /// Density of points.
    Heatmap(HeatmapItem),
    /// An image tile.
    Raster(RasterItem),
    /// A piece of a label or an icon.
    Symbol(SymbolItem),
    /// What follows, up to the matching [`DisplayItem::EndGroup`], is drawn apart and laid over the
    /// rest with this opacity.
    BeginGroup(f64),
    /// Ends a group.
    EndGroup,
}

/// A rectangle of whole device pixels: `left <= x < right`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClipRect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// Column after the last.
    pub right: i32,
    /// Row after the last.
    pub bottom: i32,
}

impl ClipRect {
    /// What the two share; empty where `left >= right` or `top >= bottom`.
    pub fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The same, moved by whole pixels as near to `shift` as they come.
    pub fn moved(self, shift: [f64; 2]) -> Self {
        let [x, y] = shift.map(|v| v.round() as i32);
        Self {
            left: self.left.saturating_add(x),
            top: self.top.saturating_add(y),
            right: self.right.saturating_add(x),
            bottom: self.bottom.saturating_add(y),
        }
    }
}

/// What areas and lines are drawn with.
#[derive(Debug, Clone)]
pub enum Ink {
    /// One colour; its alpha includes the opacity.
    Color(Color),
    /// An image repeated from `origin` on.
    Pattern {
        /// The image.
        image: Arc<SpriteImage>,
        /// Where one copy has its upper left corner, relative to the item's `offset`.
        origin: [f64; 2],
        /// Device pixels per image pixel.
        scale: f64,
        /// 0 to 1.
        opacity: f64,
    },
}

/// Areas: rings of one or more polygons, exterior rings turning one way and holes the other.
#[derive(Debug, Clone)]
pub struct FillItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// Where (0, 0) of the rings lies: the corner of their tile, so that the same tile drawn into
    /// another picture has the same coordinates.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// With what.
    pub ink: Ink,
    /// Whether edges are smoothed.
    pub antialias: bool,
}

/// Lines of one width.
#[derive(Debug, Clone)]
pub struct StrokeItem {
    /// Lines, relative to `offset`.
    pub lines: Lines,
    /// For each line how far it begins along the line it was cut from: where its dashes are.
    pub phases: Vec<f64>,
    /// Whether a line that ends where it begins is joined there.
    pub closed: bool,
    /// Where (0, 0) of the lines lies.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// The tile's square, relative to `offset`.
    pub square: Area,
    /// Where raster tiles meet: every so many pixels from `offset` on.
    pub grid: Option<f64>,
    /// With what.
    pub ink: Ink,
    /// Width.
    pub width: f64,
    /// Width of the gap in the middle of a casing, which has `width` on either side of it.
    pub gap: f64,
    /// How far to the right of the line the stroke runs.
    pub aside: f64,
    /// Ends.
    pub cap: LineCap,
    /// Bends.
    pub bends: Bends,
    /// For each translucent line whether it begins with an odd one of the pieces it is cut into at sharp
    /// bends; `None` where the pieces are drawn as one.
    pub odd: Vec<Option<bool>>,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dashes: Vec<f64>,
    /// Width over which the edges fade.
    pub blur: f64,
}

impl StrokeItem {
    /// Whether nothing is seen through it, so that it does not matter what overlaps.
    pub fn is_opaque(&self) -> bool {
        matches!(&self.ink, Ink::Color(c) if c.a >= 1.0)
    }
}

/// Outlines of areas, one pixel wide.
#[derive(Debug, Clone)]
pub struct HairlineItem {
    /// Rings, relative to `offset`.
    pub rings: Lines,
    /// Where (0, 0) of the rings lies.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// Its colour.
    pub color: Color,
}

/// Lines with a picture or a gradient along them.
#[derive(Debug, Clone)]
pub struct RibbonItem {
    /// Lines, relative to `offset`.
    pub lines: Lines,
    /// For each line how far it begins along the line it was cut from.
    pub phases: Vec<f64>,
    /// Where (0, 0) of the lines lies.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of it.
    pub clip: ClipRect,
    /// The tile's square, relative to `offset`.
    pub square: Area,
    /// Where raster tiles meet: every so many pixels from `offset` on.
    pub grid: Option<f64>,
    /// Width.
    pub width: f64,
    /// Ends.
    pub cap: LineCap,
    /// What is seen along it.
    pub texture: Texture,
}

/// What is seen along a ribbon.
#[derive(Debug, Clone)]
pub enum Texture {
    /// An image, repeated.
    Image {
        /// The image; its left edge comes first, its middle row lies on the line.
        image: Arc<SpriteImage>,
        /// Device pixels per image pixel across the line.
        scale: f64,
        /// How many times as much along it.
        stretch: f64,
        /// 0 to 1.
        opacity: f64,
    },
    /// For each line colours from its beginning to its end, evenly spaced.
    Gradient(Vec<Vec<Color>>),
}

/// A disc with a rim around it.
#[derive(Debug, Clone)]
pub struct CircleItem {
    /// Centre, relative to `offset`.
    pub center: [f64; 2],
    /// The corner of the tile.
    pub offset: [f64; 2],
    /// Where raster tiles meet: every so many pixels from `offset` on.
    pub grid: Option<f64>,
    /// Radius without the rim.
    pub radius: f64,
    /// Colour of the disc.
    pub color: Color,
    /// Share of the radius over which the edge fades.
    pub blur: f64,
    /// Width of the rim, which lies outside the disc.
    pub stroke_width: f64,
    /// Colour of the rim.
    pub stroke_color: Color,
}

/// What an image fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RasterShape {
    /// A tile.
    Rect(ClipRect),
    /// Half of an image between four corners.
    Triangle([[f64; 2]; 3]),
}

/// Density of points.
#[derive(Debug, Clone)]
pub struct HeatmapItem {
    /// The points.
    pub points: Vec<HeatPoint>,
    /// Colours by density, evenly spaced from none to full.
    pub colors: Arc<[Color]>,
    /// 0 to 1.
    pub opacity: f64,
}

/// One point of a heatmap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatPoint {
    /// Where.
    pub center: [f64; 2],
    /// How far it reaches.
    pub radius: f64,
    /// How much it counts.
    pub weight: f64,
}

/// An image tile.
#[derive(Debug, Clone)]
pub struct RasterItem {
    /// The image.
    pub image: Arc<tiny_skia::Pixmap>,
    /// From image pixels to device pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub transform: [f64; 6],
    /// What it fills.
    pub shape: RasterShape,
    /// 0 to 1.
    pub opacity: f64,
    /// Whether pixels stay square instead of being smoothed.
    pub nearest: bool,
}
