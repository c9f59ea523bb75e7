//! `postgis://`: vector tiles made by PostGIS, all layers of a tile in one round trip.
//!
//! Opening a source needs no database: what is wrong in the configuration itself is refused, everything else shows once
//! the database responds. Until then tiles are [`SourceError::Unavailable`](super::SourceError), and
//! [`TileSource::probe`](super::TileSource::probe) says why. So karto starts while its database is still starting, and
//! becomes ready with it.

mod address;
mod columns;
mod configured;
mod connection_string;
mod discovery;
mod error;
mod fetch;
mod info;
mod layer;
mod layer_error;
mod open;
mod params;
mod server;
mod servers;
mod settings_error;
mod source;
mod sql;
mod sql_error;
mod statement;
mod statements;
mod tls;

pub use self::open::open;
