//! The display list: what is drawn, in order, with everything decided, and the traits of what draws it. It belongs to no
//! rasterizer and to no style: a value that tests can print and any [`Painter`] can draw.

mod circle;
mod fill;
mod glyphs;
mod heatmap;
mod icon;
mod list;
mod paint_source;
mod painter;
mod raster;
mod stroke;
mod textured_line;

pub use circle::CircleItem;
pub use fill::{FillItem, HairlineItem};
pub use glyphs::{GlyphInstance, GlyphRun, Halo};
pub use heatmap::{HeatPoint, HeatmapItem};
pub use icon::{IconItem, ImageStrip};
pub use list::{DisplayItem, DisplayList};
pub use paint_source::{PaintSource, PatternSize};
pub use painter::{MAX_PIXELS, PaintError, Painter, PixelPainter, draw, draw_item};
pub use raster::{RasterItem, RasterShape};
pub use stroke::StrokeItem;
pub use textured_line::{LineTexture, TexturedLineItem};

pub(crate) use textured_line::PieceTexture;
