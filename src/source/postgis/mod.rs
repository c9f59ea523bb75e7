//! `postgis://`: vector tiles made by PostGIS, with all layers of a tile in one round trip.
//!
//! A source can be opened while its database is down: only errors in the configuration itself are reported immediately.
//! Until the database responds, requests fail with [`SourceError::Unavailable`](super::SourceError), and
//! [`TileSource::probe`](super::TileSource::probe) returns the reason. Therefore karto can start before its database,
//! and becomes ready with it.

mod address;
mod columns;
mod configured;
mod connection_string;
mod database;
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
mod session;
mod settings_error;
mod source;
mod sql;
mod sql_error;
mod statement;
mod statements;
mod tls;

pub use self::open::open;
pub(super) use self::{
    database::{Database, DatabaseSettingsError, QueryFailure},
    session::SessionSettings,
    sql::qualified,
};
