//! From a style and decoded tiles to pixels: what a view needs ([`needs()`]), what is drawn where
//! ([`scene()`], a display list that can be looked at), and how (a [`Painter`]: pixels or an SVG document).

mod decode;
mod display;
mod geojson;
mod geometry;
mod metatile;
mod needs;
mod own;
mod paint;
mod painter;
mod picture;
mod scene;
mod svg;
pub mod symbol;
mod tiles;
mod view;

pub use crate::image::sprite::{SpriteError, SpriteImage, Sprites, TextFit};
pub use decode::{ImageError, decode_image};
pub use display::{
    CircleItem, ClipRect, DisplayItem, DisplayList, FillItem, HairlineItem, HeatPoint, HeatmapItem, Ink, RasterItem,
    RasterShape, RibbonItem, StrokeItem, Texture,
};
pub use geojson::{GeoJson, GeoJsonError};
pub use geometry::Lines;
pub use metatile::{MARGIN, Metatile, SIDE};
pub use needs::{Need, SourceInfo, needs};
pub use own::{OwnData, OwnDataError};
pub use paint::{PaintError, SkiaPainter, paint};
pub use painter::{Painter, draw, paint_item};
pub use picture::{Fetched, PictureError, picture, svg};
pub use scene::{Placed, placed_raster, placed_vector, scene};
pub use svg::{MAX_SVG_BYTES, SvgPainter, svg_of_picture};
pub use tiles::{BoundLayer, TileSet, VectorTile};
pub use view::{TilePlace, View, WORLD};

/// What pictures are made with besides style and tiles; shared by all of them.
#[derive(Debug, Default)]
pub struct Resources {
    /// Icons and patterns.
    pub sprites: Sprites,
    /// What text is drawn with.
    pub fonts: std::sync::Arc<crate::text::FontSet>,
    /// Glyphs that were drawn before; belongs to `fonts`.
    pub masks: std::sync::Arc<crate::text::MaskCache>,
    /// The style's own features and pictures.
    pub own: std::sync::Arc<OwnData>,
    /// Language of the labels, where regions write the same characters differently.
    pub lang: Option<String>,
}
