//! Renders a style and tiles into pictures.
//!
//! The modules are layers, each of which depends only on earlier ones: [`geometry`], [`view`] and [`display`] (the
//! display list and the painter traits), [`input`] (tiles bound to a style), [`scene`](mod@scene), [`symbol`],
//! [`label`] and [`overlay`], which are independent of each other (features → display items), [`compose`] (the whole list), [`paint`](mod@paint)
//! (display list → pixels or SVG, without access to styles or tiles), and on top [`job`], [`picture`](mod@picture) and
//! [`metatile`].

mod compose;
mod display;
mod geometry;
mod input;
mod job;
mod label;
mod metatile;
mod overlay;
mod paint;
mod picture;
mod scene;
mod symbol;
mod view;

pub use crate::{
    image::sprite::{SpriteError, SpriteImage, Sprites, TextFit},
    settings::Rasterizer,
};
pub use compose::{labels, scene, symbols};
pub use display::{
    CircleItem, DisplayItem, DisplayList, EffectsItem, FillItem, GlyphInstance, GlyphRun, HairlineItem, Halo,
    HeatPoint, HeatmapItem, IconItem, ImageStrip, LineTexture, MAX_PIXELS, PaintError, PaintSource, Painter,
    PatternSize, PictureItem, PixelPainter, RasterItem, RasterShape, ShapeItem, StrokeItem, TexturedLineItem, draw,
};
pub use geometry::{ClipRect, FillRule, JoinStyle, Lines, Rect};
pub use input::{
    BoundLayer, BrokenTile, FeatureContent, Fetched, GeoJson, GeoJsonError, MARGIN, Need, OwnData, OwnDataError,
    PreparedTiles, RawFeature, Resources, SourceInfo, TileProblem, TileSet, VectorTile, needs,
};
pub use job::RenderJob;
pub use label::{PlacedLabel, PlacedPass};
pub use metatile::{Metatile, SIDE};
pub use overlay::{OverlayInput, message};
pub use paint::{MAX_SVG_BYTES, SvgPainter, svg_of_picture};
pub use picture::{PictureError, labels_of, paint, picture, svg};
pub use symbol::PlacedLayer;
pub use view::{TilePlace, View, WORLD};
