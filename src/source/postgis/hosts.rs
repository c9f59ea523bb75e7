//! The servers of a source: a pool each, turns taken, and a server that failed is left alone for a while.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use deadpool_postgres::{
    Client, Hook, HookError, Manager, ManagerConfig, Pool, PoolConfig, PoolError, QueueMode, RecyclingMethod, Runtime,
    TimeoutType, Timeouts,
};
use tokio_postgres::NoTls;

use super::{address::Address, failure::Failure, tls::Tls};
use crate::{
    settings::PostgisSettings,
    source::Connections,
    telemetry::{Event, event},
};

/// How long a server that failed gets no requests while another one works. One request tries it then.
const SET_ASIDE: Duration = Duration::from_secs(5);

/// Requests that may wait for each connection before new ones are turned away.
const WAITING_PER_CONNECTION: usize = 64;

/// One database server.
pub(super) struct Host {
    /// `host:port/database`.
    pub name: String,
    pub tls: Tls,
    pool: Pool,
    pool_timeout: Duration,
    statement_timeout: Duration,
    aside_until: Mutex<Option<Instant>>,
}

impl Host {
    /// Prepares a pool; nothing is connected yet.
    pub fn new(address: Address, settings: &PostgisSettings) -> Result<Self, String> {
        let tls = Tls::of(&address)?;
        let size = settings.pool_size.max(1) as usize;
        let connect_timeout = address.config.get_connect_timeout().copied();
        // no query on recycling: that would be a second round trip; what died meanwhile is retried
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match &tls {
            Tls::None => Manager::from_config(address.config, NoTls, recycling),
            Tls::Rustls(tls) => Manager::from_config(address.config, tls.clone(), recycling),
        };
        let session = session_setup(settings);
        let timeouts =
            Timeouts { wait: Some(settings.pool_timeout), create: connect_timeout, recycle: connect_timeout };
        let pool = Pool::builder(manager)
            // the connection used last has the warmest plans
            .config(PoolConfig { max_size: size, timeouts, queue_mode: QueueMode::Lifo })
            .runtime(Runtime::Tokio1)
            .post_create(Hook::async_fn(move |client, _| {
                let session = session.clone();
                Box::pin(async move { client.simple_query(&session).await.map(drop).map_err(HookError::Backend) })
            }))
            .build()
            .map_err(|error| error.to_string())?;
        let (pool_timeout, statement_timeout) = (settings.pool_timeout, settings.statement_timeout);
        Ok(Self { name: address.name, tls, pool, pool_timeout, statement_timeout, aside_until: Mutex::default() })
    }

    /// A connection, by `deadline`.
    pub async fn connection(&self, deadline: Instant) -> Result<Client, Failure> {
        let status = self.pool.status();
        if status.waiting >= status.max_size * WAITING_PER_CONNECTION {
            let waiting = status.waiting;
            return Err(Failure::Busy(format!("{}: {waiting} requests wait for a connection already", self.name)));
        }
        let got = tokio::time::timeout_at(deadline.into(), self.pool.get()).await;
        got.map_err(|_| Failure::Deadline)?.map_err(|error| match error {
            PoolError::Timeout(TimeoutType::Wait) => Failure::Busy(format!(
                "{}: all {} connections were in use for {:?}",
                self.name, status.max_size, self.pool_timeout
            )),
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                Failure::of(&error, &self.name, None)
            }
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => {
                Failure::Host(format!("{}: no connection came about in time", self.name))
            }
            other => Failure::Host(format!("{}: {other}", self.name)),
        })
    }

    /// The server does not work: others go first for a while, and its dead connections are let go.
    pub fn set_aside(&self, failure: &Failure) {
        if let Failure::Host(problem) | Failure::Refused(problem) = failure {
            event::DatabaseServerFailed { host: &self.name, problem }.emit();
        }
        self.pool.retain(|client, _| !client.is_closed());
        *self.aside() = Some(Instant::now() + SET_ASIDE);
    }

    /// The server works.
    pub fn back(&self) {
        *self.aside() = None;
    }

    /// Whether every connection is at work.
    pub fn is_busy(&self) -> bool {
        let status = self.pool.status();
        status.size >= status.max_size && status.available == 0
    }

    /// The figures of its pool.
    pub fn connections(&self) -> Connections {
        let status = self.pool.status();
        Connections {
            host: self.name.clone(),
            in_use: status.size.saturating_sub(status.available),
            idle: status.available,
            most: status.max_size,
            waiting: status.waiting,
        }
    }

    /// Whether a statement that ran for `elapsed` may have met the server's time-out.
    pub fn timed_out(&self, elapsed: Duration) -> bool {
        !self.statement_timeout.is_zero() && elapsed >= self.statement_timeout.mul_f32(0.9)
    }

    /// Whether requests may go there. After its time aside one request is let through to try.
    fn usable(&self, now: Instant) -> bool {
        let mut aside = self.aside();
        match *aside {
            Some(until) if until > now => false,
            Some(_) => {
                *aside = Some(now + SET_ASIDE);
                true
            }
            None => true,
        }
    }

    fn aside(&self) -> std::sync::MutexGuard<'_, Option<Instant>> {
        self.aside_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host").field("name", &self.name).field("pool", &self.pool.status()).finish_non_exhaustive()
    }
}

/// What every connection is told first. The values are numbers and checked words.
fn session_setup(settings: &PostgisSettings) -> String {
    let mut sql = format!("SET statement_timeout = {};", settings.statement_timeout.as_millis());
    // measured on a country: planning every tile anew costs half as much again as executing it, and
    // PostgreSQL, left to itself, prefers to (it expects too much of a box it does not know)
    let mode = settings.plan_cache_mode.as_deref().unwrap_or("force_generic_plan");
    sql.push_str(&format!("SET plan_cache_mode = {mode};"));
    // tiles never write; compiling a plan costs more than it ever saves on a tile
    sql.push_str("SET default_transaction_read_only = on; SET jit = off");
    sql
}

/// All servers of a source; at least one.
#[derive(Debug)]
pub(super) struct Hosts {
    hosts: Vec<Host>,
    turn: AtomicUsize,
}

impl Hosts {
    /// `None` without any host.
    pub fn new(hosts: Vec<Host>) -> Option<Self> {
        (!hosts.is_empty()).then(|| Self { hosts, turn: AtomicUsize::new(0) })
    }

    /// Each of them.
    pub fn all(&self) -> &[Host] {
        &self.hosts
    }

    /// Whose turn it is: the next one that is not set aside, `not` only where there is no other.
    pub fn pick(&self, not: Option<&Host>) -> Option<&Host> {
        let start = self.turn.fetch_add(1, Ordering::Relaxed);
        let now = Instant::now();
        let count = self.hosts.len();
        let turns = || (0..count).filter_map(|step| self.hosts.get((start.wrapping_add(step)) % count));
        let other = |host: &&Host| count == 1 || not.is_none_or(|not| !std::ptr::eq(*host, not));
        turns().filter(other).find(|host| host.usable(now)).or_else(|| turns().find(other))
    }
}
