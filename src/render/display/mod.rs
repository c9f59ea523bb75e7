//! The display list: everything that is drawn, in order and fully resolved, and the traits of the painters that draw
//! it. It depends neither on a rasterizer nor on a style: tests can print it, and any [`Painter`] can draw it.

mod circle;
mod effects;
mod fill;
mod glyphs;
mod heatmap;
mod icon;
mod list;
mod paint_source;
mod painter;
mod picture;
mod raster;
mod shape;
mod stroke;
mod textured_line;

pub use circle::CircleItem;
pub use effects::EffectsItem;
pub use fill::{FillItem, HairlineItem};
pub use glyphs::{GlyphInstance, GlyphRun, Halo};
pub use heatmap::{HeatPoint, HeatmapItem};
pub use icon::{IconItem, ImageStrip};
pub use list::{DisplayItem, DisplayList};
pub use paint_source::{PaintSource, PatternSize};
pub use painter::{MAX_PIXELS, PaintError, Painter, PixelPainter, draw};
pub use picture::PictureItem;
pub use raster::{RasterItem, RasterShape};
pub use shape::ShapeItem;
pub use stroke::StrokeItem;
pub use textured_line::{LineTexture, TexturedLineItem};

pub(crate) use textured_line::PieceTexture;
