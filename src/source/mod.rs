//! Sources of tiles: a trait ([`TileSource`]), a file or folder for each kind of source, and the graph of the sources
//! in a configuration. [`geoshape`] is a source of other data: shapes of Wikidata items.

pub mod babel;
mod breaker;
mod causes;
mod checked;
pub mod client;
mod connections;
pub mod editing;
pub mod embedded;
mod encoding;
mod error;
pub mod file;
mod freshness;
pub(crate) mod geoshape;
pub mod graph;
pub mod http;
mod info;
pub mod json2tags;
pub mod layers;
pub(crate) mod mapdata;
pub mod mbtiles;
pub mod mirror;
pub mod overzoom;
pub mod pmtiles;
pub mod postgis;
mod query;
pub mod set_info;
mod tile;
mod tile_source;
mod tls;

pub use causes::with_causes;
pub use connections::Connections;
pub use encoding::Encoding;
pub use error::{Cause, SourceError};
pub use freshness::Freshness;
pub use graph::{Graph, GraphError, GraphProblem, build};
pub use info::{TileInfo, VectorLayer};
pub use query::TileQuery;
pub use tile::SourceTile;
pub(crate) use tile_source::language_of_all;
pub use tile_source::{SharedSource, TileSource};
