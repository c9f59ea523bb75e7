//! `postgis://`: vector tiles made by PostGIS, all layers of a tile in one round trip.
//!
//! Opening a source needs no database: what the configuration alone can tell wrong is refused, everything
//! else is found out when the database answers. Until then tiles are [`SourceError::Unavailable`], and
//! [`TileSource::probe`] says why. So karto boots beside a database that is still starting, and becomes
//! ready with it.

mod address;
mod discovery;
mod failure;
mod fetch;
mod hosts;
mod layer;
mod params;
mod sql;
mod statement;
mod tls;

use std::{
    sync::{Arc, OnceLock, PoisonError, RwLock, Weak},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::{
    future::join_all,
    stream::{FuturesUnordered, StreamExt},
};
use tokio::sync::Mutex;

use self::{
    address::Address,
    discovery::{Declared, prepare},
    failure::Failure,
    hosts::{Host, Hosts},
    layer::Layer,
    statement::Statement,
};
use super::{Connections, SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, VectorLayer};
use crate::{
    settings::{PostgisSettings, SourceId},
    telemetry::{Event, event},
    tile::Bounds,
};

/// How long opening waits for the database to describe the layers.
const FIRST_DISCOVERY: Duration = Duration::from_secs(3);
/// How long later descriptions may take.
const DISCOVERY: Duration = Duration::from_secs(15);
/// For this long a failed description is not tried again by requests.
const DISCOVERY_PAUSE: Duration = Duration::from_secs(1);
/// Longest pause between tries in the background.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Opens the source `id`. Fails where the settings themselves are wrong (connection URLs, tokens, TLS
/// certificates, two layers of one name); a database that is away or does not know a table is no reason.
pub async fn open(id: &SourceId, settings: &PostgisSettings) -> Result<SharedSource, SourceError> {
    let source = Arc::new(
        Postgis::new(id, settings)
            .map_err(|faults| SourceError::Bad { source_id: id.to_string(), detail: faults.join("; ") })?,
    );
    let first = source.plan(Instant::now() + FIRST_DISCOVERY).await;
    if let Err(error) = first {
        event::LayersDescribed { source: id, problem: Some(&error.to_string()) }.emit();
        tokio::spawn(keep_trying(Arc::downgrade(&source)));
    }
    Ok(source)
}

/// Asks for the layers until they are known, so that info.json and readiness do not wait for a request.
async fn keep_trying(source: Weak<Postgis>) {
    let mut pause = DISCOVERY_PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let Some(source) = source.upgrade() else { return };
        if source.plan(Instant::now() + DISCOVERY).await.is_ok() {
            event::LayersDescribed { source: &source.id, problem: None }.emit();
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// A `postgis://` source.
#[derive(Debug)]
struct Postgis {
    id: SourceId,
    min_zoom: u8,
    max_zoom: u8,
    declared: Vec<Declared>,
    hosts: Hosts,
    /// What the configuration says of the tiles, before the database was asked.
    declared_info: TileInfo,
    info: OnceLock<TileInfo>,
    plan: RwLock<Option<Arc<Plan>>>,
    /// The last failed description. Locked while one is under way: everyone else waits for its result.
    describing: Mutex<Option<(Instant, SourceError)>>,
    /// Held by the one request that finds out which layer is at fault.
    blaming: Mutex<()>,
}

/// The statements of a source.
#[derive(Debug)]
struct Plan {
    layers: Vec<Layer>,
    /// By zoom; `None` where no layer exists.
    statements: Vec<Option<Statement>>,
}

impl Plan {
    fn new(layers: Vec<Layer>, max_zoom: u8) -> Self {
        let statement = |zoom: u8| {
            let mut here = layers.iter().filter(|layer| layer.is_at(zoom)).peekable();
            here.peek().is_some().then(|| Statement::tile(here, zoom))
        };
        let statements = (0..=max_zoom).map(statement).collect();
        Self { layers, statements }
    }

    /// For whoever wants to `EXPLAIN` what is asked (log level `trace`).
    fn log(&self, id: &str) {
        for (zoom, statement) in self.statements.iter().enumerate() {
            if let Some(Statement { sql, params, .. }) = statement {
                tracing::trace!(source = %id, zoom, ?params, %sql, "prepared statement");
            }
        }
    }
}

impl Postgis {
    fn new(id: &SourceId, settings: &PostgisSettings) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        if let Some(mode) = &settings.plan_cache_mode
            && !["auto", "force_generic_plan", "force_custom_plan"].contains(&mode.as_str())
        {
            faults.push(format!("plan_cache_mode {mode:?} is none of auto, force_generic_plan, force_custom_plan"));
        }
        let mut hosts = Vec::new();
        for url in &settings.hosts {
            let addresses = Address::parse(url).map_err(|fault| faults.push(fault)).unwrap_or_default();
            for address in addresses {
                match Host::new(address, settings) {
                    Ok(host) => hosts.push(host),
                    Err(fault) => faults.push(fault),
                }
            }
        }
        let mut declared = Vec::new();
        for layer in &settings.layers {
            match Declared::new(layer.clone()) {
                Ok(layer) => declared.push(layer),
                Err(fault) => faults.push(fault),
            }
        }
        faults.extend(repeated(settings));
        let hosts = Hosts::new(hosts);
        if hosts.is_none() && faults.is_empty() {
            faults.push("no database host".to_owned());
        }
        let (Some(hosts), true) = (hosts, faults.is_empty()) else { return Err(faults) };
        let declared_info = info(settings, declared.iter().map(Declared::vector_layer));
        Ok(Self {
            id: id.clone(),
            min_zoom: settings.min_zoom,
            max_zoom: settings.max_zoom,
            declared,
            hosts,
            declared_info,
            info: OnceLock::new(),
            plan: RwLock::default(),
            describing: Mutex::default(),
            blaming: Mutex::default(),
        })
    }

    fn error(&self, failure: Failure) -> SourceError {
        failure.into_error(&self.id)
    }

    fn known_plan(&self) -> Option<Arc<Plan>> {
        self.plan.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The statements; the database is asked for the layers' columns when that has not succeeded yet.
    async fn plan(&self, deadline: Instant) -> Result<Arc<Plan>, SourceError> {
        if let Some(plan) = self.known_plan() {
            return Ok(plan);
        }
        let waited = tokio::time::timeout_at(deadline.into(), self.describing.lock()).await;
        let mut last = waited.map_err(|_| self.error(Failure::Deadline))?;
        if let Some(plan) = self.known_plan() {
            return Ok(plan);
        }
        if let Some((when, error)) = &*last
            && when.elapsed() < DISCOVERY_PAUSE
        {
            return Err(error.clone());
        }
        let mut errors = match self.describe(deadline).await {
            Ok(plan) => {
                *last = None;
                return Ok(plan);
            }
            Err(errors) => errors,
        };
        let first = if errors.is_empty() { self.error(Failure::Deadline) } else { errors.swap_remove(0) };
        *last = Some((Instant::now(), first.clone()));
        Err(first)
    }

    /// Asks the servers in turn until one describes the layers.
    async fn describe(&self, deadline: Instant) -> Result<Arc<Plan>, Vec<SourceError>> {
        let mut failed: Option<&Host> = None;
        let mut failures = Vec::new();
        for _ in self.hosts.all() {
            let Some(host) = self.hosts.pick(failed) else { break };
            match discovery::discover(host, &self.declared, deadline).await {
                Ok(described) => {
                    host.back();
                    let (layers, described): (Vec<Layer>, Vec<VectorLayer>) = described.into_iter().unzip();
                    let plan = Arc::new(Plan::new(layers, self.max_zoom));
                    plan.log(&self.id);
                    let _ = self.info.set(TileInfo { vector_layers: merged(described), ..self.declared_info.clone() });
                    *self.plan.write().unwrap_or_else(PoisonError::into_inner) = Some(plan.clone());
                    return Ok(plan);
                }
                Err(now) => {
                    failures = now;
                    let server = failures.iter().find(|f| matches!(f, Failure::Host(_) | Failure::Refused(_)));
                    let Some(failure) = server else { break };
                    host.set_aside(failure);
                    failed = Some(host);
                }
            }
        }
        Err(failures.into_iter().map(|failure| self.error(failure)).collect())
    }

    /// Names the layer of a fault that the server could not place, by asking for the layers one by one.
    /// One request at a time does so, the others keep the unplaced fault.
    async fn blame(&self, plan: &Plan, query: &TileQuery, failure: Failure) -> Failure {
        let (Failure::Sql(fault), Ok(_alone)) = (&failure, self.blaming.try_lock()) else { return failure };
        if fault.layer.is_some() {
            return failure;
        }
        let Some(host) = self.hosts.pick(None) else { return failure };
        for layer in plan.layers.iter().filter(|layer| layer.is_at(query.tile.z())) {
            let statement = Statement::tile([layer], query.tile.z());
            match fetch::tile_from(host, &statement, query.tile, query.deadline).await {
                Ok(_) => {}
                Err(Failure::Sql(mut fault)) => {
                    fault.layer.get_or_insert_with(|| layer.id.clone());
                    return Failure::Sql(fault);
                }
                Err(_) => break,
            }
        }
        failure
    }

    /// A statement that no longer fits the database (class 42: a column or table went away) may fit once
    /// the layers are described anew.
    fn forget(&self, plan: &Arc<Plan>, failure: &Failure) {
        if matches!(failure, Failure::Sql(fault) if fault.sqlstate.starts_with("42")) {
            let mut known = self.plan.write().unwrap_or_else(PoisonError::into_inner);
            if known.as_ref().is_some_and(|known| Arc::ptr_eq(known, plan)) {
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
        let plan = self.plan(query.deadline).await?;
        let Some(statement) = plan.statements.get(usize::from(zoom)).and_then(Option::as_ref) else {
            return Ok(SourceTile::plain(Vec::new()));
        };
        match fetch::tile(&self.hosts, statement, query.tile, query.deadline).await {
            Ok(bytes) => Ok(SourceTile::plain(bytes)),
            Err(failure) => {
                self.forget(&plan, &failure);
                Err(self.error(self.blame(&plan, query, failure).await))
            }
        }
    }

    fn info(&self) -> &TileInfo {
        self.info.get().unwrap_or(&self.declared_info)
    }

    fn connections(&self) -> Vec<Connections> {
        self.hosts.all().iter().map(Host::connections).collect()
    }

    async fn probe(&self) -> Vec<SourceError> {
        let deadline = Instant::now() + DISCOVERY;
        let plan = match self.known_plan() {
            Some(plan) => plan,
            None => match self.describe(deadline).await {
                Ok(plan) => plan,
                Err(errors) => return errors,
            },
        };
        let ask = async |host: &Host| {
            // under full load there is no connection to spare for asking, and no doubt that it works
            let asked = if host.is_busy() { Vec::new() } else { prepare(host, &plan.layers, deadline).await };
            let failures = asked.into_iter().filter(|failure| !matches!(failure, Failure::Busy(_)));
            failures.partition::<Vec<_>, _>(|failure| matches!(failure, Failure::Sql(_)))
        };
        // a replica that is away is no fault of the source while another one serves
        let mut away = Vec::new();
        let mut answers: FuturesUnordered<_> = self.hosts.all().iter().map(ask).collect();
        while let Some((faults, absent)) = answers.next().await {
            if !faults.is_empty() {
                return faults.into_iter().map(|failure| self.error(failure)).collect();
            }
            if absent.is_empty() {
                return Vec::new();
            }
            away.extend(absent.into_iter().map(|failure| self.error(failure)));
        }
        away
    }

    async fn absent(&self) -> Vec<SourceError> {
        let deadline = Instant::now() + DISCOVERY;
        // Before the layers are known there is nothing to say: `probe` says it.
        let Some(plan) = self.known_plan() else { return Vec::new() };
        let asked = join_all(self.hosts.all().iter().map(|host| prepare(host, &plan.layers, deadline))).await;
        let away = asked.into_iter().flatten();
        away.filter(|failure| !matches!(failure, Failure::Sql(_) | Failure::Busy(_)))
            .map(|failure| self.error(failure))
            .collect()
    }
}

/// Layers of one name must not meet at any zoom: a tile has each layer once (MVT 2.1, 4.1).
fn repeated(settings: &PostgisSettings) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, a) in settings.layers.iter().enumerate() {
        for b in settings.layers.iter().skip(index + 1) {
            if a.id == b.id && a.min_zoom <= b.max_zoom && b.min_zoom <= a.max_zoom {
                faults.push(format!("layer {:?} ({}) is there twice at the same zooms", b.id, b.place));
            }
        }
    }
    faults
}

/// Layers of one name at different zooms are one layer to whoever reads info.json.
fn merged(layers: impl IntoIterator<Item = VectorLayer>) -> Vec<VectorLayer> {
    let mut merged: Vec<VectorLayer> = Vec::new();
    for layer in layers {
        match merged.iter_mut().find(|known| known.id == layer.id) {
            Some(known) => {
                known.min_zoom = known.min_zoom.min(layer.min_zoom);
                known.max_zoom = known.max_zoom.max(layer.max_zoom);
                known.fields.extend(layer.fields);
            }
            None => merged.push(layer),
        }
    }
    merged
}

fn info(settings: &PostgisSettings, layers: impl IntoIterator<Item = VectorLayer>) -> TileInfo {
    TileInfo {
        min_zoom: Some(settings.min_zoom),
        max_zoom: Some(settings.max_zoom),
        bounds: settings.bounds.map(Bounds::to_degrees),
        vector_layers: merged(layers),
        ..TileInfo::default()
    }
}
