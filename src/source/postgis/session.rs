//! Settings of the sessions with a database.

use std::time::Duration;

use crate::settings::PostgisSettings;

/// Settings of the pool of connections to a server, and of their sessions.
#[derive(Debug, Clone)]
pub(in crate::source) struct SessionSettings {
    /// Maximum number of connections.
    pub(in crate::source) pool_size: u32,
    /// How long a request waits for a connection.
    pub(in crate::source) pool_timeout: Duration,
    /// `statement_timeout`; zero for none.
    pub(in crate::source) statement_timeout: Duration,
    /// `plan_cache_mode`: a word that PostgreSQL knows.
    pub(in crate::source) plan_cache_mode: String,
}

impl SessionSettings {
    /// The sessions of a source of tiles.
    pub(super) fn of_tiles(settings: &PostgisSettings) -> Self {
        // By default, PostgreSQL plans the query of every tile anew, because it overestimates the cost of a generic
        // plan for an unknown box. In measurements with the data of a country, this halved the tiles per second.
        let mode = settings.plan_cache_mode.as_deref().unwrap_or("force_generic_plan");
        Self {
            pool_size: settings.pool_size,
            pool_timeout: settings.pool_timeout,
            statement_timeout: settings.statement_timeout,
            plan_cache_mode: mode.to_owned(),
        }
    }
}
