//! The `postgis://` source.

use std::{
    sync::{Arc, OnceLock, PoisonError, RwLock},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::{
    future::join_all,
    stream::{FuturesUnordered, StreamExt},
};
use tokio::sync::Mutex;

use super::{
    address::Address,
    configured::{ConfiguredLayer, repeated},
    discovery::{self, prepare},
    error::DatabaseError,
    fetch, info,
    server::DatabaseServer,
    servers::Servers,
    session::SessionSettings,
    settings_error::{SettingsError, SettingsErrors},
    statement::Statement,
    statements::Statements,
};
use crate::{
    settings::{PostgisSettings, SourceId},
    source::{Connections, SourceError, SourceTile, TileInfo, TileQuery, TileSource},
};

/// The timeout for describing the layers and for testing the servers.
pub(super) const DESCRIBE_TIMEOUT: Duration = Duration::from_secs(15);
/// How long requests do not retry a failed description of the layers.
pub(super) const RETRY_PAUSE: Duration = Duration::from_secs(1);

/// A `postgis://` source.
#[derive(Debug)]
pub(super) struct Postgis {
    id: SourceId,
    min_zoom: u8,
    max_zoom: u8,
    layers: Vec<ConfiguredLayer>,
    servers: Servers,
    /// The description from the configuration, used until the database has responded.
    configured_info: TileInfo,
    info: OnceLock<TileInfo>,
    statements: RwLock<Option<Arc<Statements>>>,
    /// The last failed description of the layers. The lock is held during a description: other requests wait for its
    /// result.
    describing: Mutex<Option<(Instant, SourceError)>>,
    /// Held by the request that determines which layer is at fault.
    locating: Mutex<()>,
}

impl Postgis {
    /// Checks the settings, without connecting.
    pub(super) fn new(id: &SourceId, settings: &PostgisSettings) -> Result<Self, SettingsErrors> {
        let mut errors = Vec::new();
        if let Some(mode) = &settings.plan_cache_mode
            && !["auto", "force_generic_plan", "force_custom_plan"].contains(&mode.as_str())
        {
            errors.push(SettingsError::PlanCacheMode(mode.clone()));
        }
        let session = SessionSettings::of_tiles(settings);
        let mut servers = Vec::new();
        for url in &settings.hosts {
            let addresses = Address::parse(url).map_err(|error| errors.push(error.into())).unwrap_or_default();
            for address in addresses {
                match DatabaseServer::new(address, &session) {
                    Ok(server) => servers.push(server),
                    Err(error) => errors.push(error),
                }
            }
        }
        let mut layers = Vec::new();
        for layer in &settings.layers {
            match ConfiguredLayer::new(layer.clone()) {
                Ok(layer) => layers.push(layer),
                Err(error) => errors.push(error),
            }
        }
        errors.extend(repeated(&settings.layers));
        let servers = Servers::new(servers);
        if servers.is_none() && errors.is_empty() {
            errors.push(SettingsError::NoHost);
        }
        let (Some(servers), true) = (servers, errors.is_empty()) else { return Err(SettingsErrors(errors)) };
        let configured_info = info::describe(settings, layers.iter().map(ConfiguredLayer::vector_layer));
        Ok(Self {
            id: id.clone(),
            min_zoom: settings.min_zoom,
            max_zoom: settings.max_zoom,
            layers,
            servers,
            configured_info,
            info: OnceLock::new(),
            statements: RwLock::default(),
            describing: Mutex::default(),
            locating: Mutex::default(),
        })
    }

    /// The name of the source.
    pub(super) fn id(&self) -> &SourceId {
        &self.id
    }

    fn error(&self, error: DatabaseError) -> SourceError {
        error.of(&self.id)
    }

    fn known_statements(&self) -> Option<Arc<Statements>> {
        self.statements.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The statements. If they are not known yet, this queries the database for the columns of the layers.
    pub(super) async fn statements(&self, deadline: Instant) -> Result<Arc<Statements>, SourceError> {
        if let Some(statements) = self.known_statements() {
            return Ok(statements);
        }
        let waited = tokio::time::timeout_at(deadline.into(), self.describing.lock()).await;
        let mut last = waited.map_err(|_| SourceError::timeout(&self.id))?;
        if let Some(statements) = self.known_statements() {
            return Ok(statements);
        }
        if let Some((when, error)) = &*last
            && when.elapsed() < RETRY_PAUSE
        {
            return Err(error.clone());
        }
        let errors = match self.describe(deadline).await {
            Ok(statements) => {
                *last = None;
                return Ok(statements);
            }
            Err(errors) => errors,
        };
        let first = errors.into_iter().next().unwrap_or_else(|| SourceError::timeout(&self.id));
        *last = Some((Instant::now(), first.clone()));
        Err(first)
    }

    /// Queries the servers one after another until one describes the layers.
    async fn describe(&self, deadline: Instant) -> Result<Arc<Statements>, Vec<SourceError>> {
        let mut failed: Option<&DatabaseServer> = None;
        let mut errors = Vec::new();
        for _ in self.servers.all() {
            let server = self.servers.pick(failed);
            errors = match discovery::discover(server, &self.layers, deadline).await {
                Ok(described) => {
                    server.recovered();
                    let (layers, described): (Vec<_>, Vec<_>) = described.into_iter().unzip();
                    let statements = Arc::new(Statements::new(layers, self.max_zoom));
                    statements.log(&self.id);
                    let vector_layers = info::merged(described);
                    let _ = self.info.set(TileInfo { vector_layers, ..self.configured_info.clone() });
                    *self.statements.write().unwrap_or_else(PoisonError::into_inner) = Some(statements.clone());
                    return Ok(statements);
                }
                Err(errors) => errors,
            };
            let Some(error) = errors.iter().find_map(DatabaseError::of_server) else { break };
            server.back_off(error);
            failed = Some(server);
        }
        Err(errors.into_iter().map(|error| self.error(error)).collect())
    }

    /// Adds the layer to an error without one, by querying the layers one by one. Only one request at a time does this;
    /// others keep the error without a layer.
    async fn located(&self, statements: &Statements, query: &TileQuery, error: DatabaseError) -> DatabaseError {
        let (DatabaseError::Sql(sql), Ok(_alone)) = (&error, self.locating.try_lock()) else { return error };
        if sql.layer.is_some() {
            return error;
        }
        let server = self.servers.pick(None);
        for layer in statements.layers.iter().filter(|layer| layer.is_at(query.tile.z())) {
            let statement = Statement::tile([layer], query.tile.z());
            match fetch::tile_from(server, &statement, query.tile, query.deadline).await {
                Ok(_) => {}
                Err(error @ DatabaseError::Sql(_)) => return error.in_layer(&layer.id),
                Err(_) => break,
            }
        }
        error
    }

    /// Drops the statements if they no longer match the database. The layers are described again for the next tile.
    fn forget_outdated(&self, statements: &Arc<Statements>, error: &DatabaseError) {
        if matches!(error, DatabaseError::Sql(error) if error.is_outdated()) {
            let mut known = self.statements.write().unwrap_or_else(PoisonError::into_inner);
            if known.as_ref().is_some_and(|known| Arc::ptr_eq(known, statements)) {
                *known = None;
            }
        }
    }
}

#[async_trait]
impl TileSource for Postgis {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let zoom = query.tile.z();
        if !(self.min_zoom..=self.max_zoom).contains(&zoom) {
            return Err(SourceError::NotFound);
        }
        let statements = self.statements(query.deadline).await?;
        let Some(statement) = statements.at(zoom) else { return Ok(SourceTile::plain(Vec::new())) };
        match fetch::tile(&self.servers, statement, query.tile, query.deadline).await {
            Ok(bytes) => Ok(SourceTile::plain(bytes)),
            Err(error) => {
                self.forget_outdated(&statements, &error);
                Err(self.error(self.located(&statements, query, error).await))
            }
        }
    }

    fn info(&self) -> &TileInfo {
        self.info.get().unwrap_or(&self.configured_info)
    }

    fn connections(&self) -> Vec<Connections> {
        self.servers.all().map(DatabaseServer::connections).collect()
    }

    async fn probe(&self) -> Vec<SourceError> {
        let deadline = Instant::now() + DESCRIBE_TIMEOUT;
        let statements = match self.known_statements() {
            Some(statements) => statements,
            None => match self.describe(deadline).await {
                Ok(statements) => statements,
                Err(errors) => return errors,
            },
        };
        let ask = async |server: &DatabaseServer| {
            // A server whose connections are all in use is not tested: it works if statements end.
            let errors = match server.is_busy() {
                true => server.stuck().into_iter().collect(),
                false => prepare(server, &statements.layers, deadline).await,
            };
            let errors = errors.into_iter().filter(|error| !matches!(error, DatabaseError::Busy(_)));
            errors.partition::<Vec<_>, _>(DatabaseError::is_fault)
        };
        // A replica that is down is not a problem of the source if another one works.
        let mut down = Vec::new();
        let mut results: FuturesUnordered<_> = self.servers.all().map(ask).collect();
        while let Some((faults, absent)) = results.next().await {
            if !faults.is_empty() {
                return faults.into_iter().map(|error| self.error(error)).collect();
            }
            if absent.is_empty() {
                return Vec::new();
            }
            down.extend(absent.into_iter().map(|error| self.error(error)));
        }
        down
    }

    async fn absent(&self) -> Vec<SourceError> {
        let deadline = Instant::now() + DESCRIBE_TIMEOUT;
        // If the layers are not known yet, `probe` reports the reason.
        let Some(statements) = self.known_statements() else { return Vec::new() };
        let asked = join_all(self.servers.all().map(|server| prepare(server, &statements.layers, deadline))).await;
        let down = asked.into_iter().flatten().filter(|e| !e.is_fault() && !matches!(e, DatabaseError::Busy(_)));
        down.map(|error| self.error(error)).collect()
    }
}
