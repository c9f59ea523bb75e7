//! The inputs of pictures: tiles bound to a style, the style's own data, sprites and fonts. Also computes which tiles a
//! view needs.

mod bound_layer;
mod fetched;
mod frame;
mod geojson;
mod label_tiles;
mod needs;
mod own;
mod placed_tile;
mod prepared_tiles;
mod reach;
mod resources;
mod source_info;
mod tile_notes;
mod tile_set;
mod vector_tile;

pub use bound_layer::{BoundLayer, FeatureContent, RawFeature};
pub use fetched::{BrokenTile, Fetched, TileProblem};
pub use geojson::{GeoJson, GeoJsonError};
pub use needs::{MARGIN, Need, needs};
pub use own::{OwnData, OwnDataError};
pub(super) use placed_tile::PlacedTile;
pub use prepared_tiles::PreparedTiles;
pub use resources::Resources;
pub use source_info::SourceInfo;
pub use tile_set::TileSet;
pub use vector_tile::VectorTile;

pub(crate) use fetched::ReadyTiles;
pub(crate) use frame::Frame;
pub(super) use label_tiles::label_tiles;
pub(crate) use placed_tile::{place_raster, place_vector};
pub(crate) use reach::reach;
pub(crate) use tile_notes::{Note, NoteKey};
