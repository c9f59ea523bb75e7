//! Database servers: a pool of connections, with a backoff after failures.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use deadpool_postgres::{
    Client, Hook, HookError, Manager, ManagerConfig, Pool, PoolConfig, PoolError, QueueMode, RecyclingMethod, Runtime,
    TimeoutType, Timeouts,
};
use tokio_postgres::NoTls;

use super::{
    address::Address,
    error::{DatabaseError, ServerError, ServerProblem},
    session::SessionSettings,
    settings_error::SettingsError,
    tls::Transport,
};
use crate::{
    source::Connections,
    telemetry::{Event, event},
};

/// How long a server gets no requests after a failure, if another one works. After that, one request tests it.
const BACKOFF: Duration = Duration::from_secs(5);

/// The maximum number of waiting requests per connection; further requests are refused.
const WAITING_PER_CONNECTION: usize = 64;

/// A database server.
pub(super) struct DatabaseServer {
    /// `host:port/database`.
    pub name: String,
    pub transport: Transport,
    pool: Pool,
    pool_timeout: Duration,
    statement_timeout: Duration,
    backoff_until: Mutex<Option<Instant>>,
    started: Instant,
    /// Milliseconds from `started` to the last time a connection was taken or a statement ended.
    moved: AtomicU64,
}

/// How long all connections may be in use, without any statement ending, before the server counts as down.
const STUCK: Duration = Duration::from_secs(4);

impl DatabaseServer {
    /// Creates the pool, without connecting.
    pub(super) fn new(address: Address, settings: &SessionSettings) -> Result<Self, SettingsError> {
        let transport = Transport::of(&address)?;
        let size = settings.pool_size.max(1) as usize;
        let connect_timeout = address.config.get_connect_timeout().copied();
        // No test query on recycling, which would be a second round trip: requests on dead connections are retried.
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match &transport {
            Transport::Plain => Manager::from_config(address.config, NoTls, recycling),
            Transport::Tls(tls) => Manager::from_config(address.config, tls.clone(), recycling),
        };
        let session = session_setup(settings);
        let timeouts =
            Timeouts { wait: Some(settings.pool_timeout), create: connect_timeout, recycle: connect_timeout };
        let pool = Pool::builder(manager)
            // Prefer the most recently used connection, whose prepared statements are warm.
            .config(PoolConfig { max_size: size, timeouts, queue_mode: QueueMode::Lifo })
            .runtime(Runtime::Tokio1)
            .post_create(Hook::async_fn(move |client, _| {
                let session = session.clone();
                Box::pin(async move { client.simple_query(&session).await.map(drop).map_err(HookError::Backend) })
            }))
            .build()?;
        let (pool_timeout, statement_timeout) = (settings.pool_timeout, settings.statement_timeout);
        Ok(Self {
            name: address.name,
            transport,
            pool,
            pool_timeout,
            statement_timeout,
            backoff_until: Mutex::default(),
            started: Instant::now(),
            moved: AtomicU64::new(0),
        })
    }

    /// Gets a connection from the pool by `deadline`.
    pub(super) async fn connection(&self, deadline: Instant) -> Result<Client, DatabaseError> {
        let status = self.pool.status();
        if status.waiting >= status.max_size * WAITING_PER_CONNECTION {
            return Err(DatabaseError::Busy(ServerProblem::Waiting(status.waiting).of(&self.name)));
        }
        let got = tokio::time::timeout_at(deadline.into(), self.pool.get()).await;
        if matches!(got, Ok(Ok(_))) {
            self.moves();
        }
        got.map_err(|_| DatabaseError::Deadline)?.map_err(|error| match error {
            PoolError::Timeout(TimeoutType::Wait) => {
                let in_use = ServerProblem::InUse { connections: status.max_size, waited: self.pool_timeout };
                DatabaseError::Busy(in_use.of(&self.name))
            }
            PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => {
                DatabaseError::new(error, &self.name, None)
            }
            PoolError::Timeout(TimeoutType::Create | TimeoutType::Recycle) => {
                DatabaseError::Unreachable(ServerProblem::ConnectTimeout.of(&self.name))
            }
            other => DatabaseError::Unreachable(ServerProblem::Pool(other).of(&self.name)),
        })
    }

    /// Starts the backoff after a failure, and drops dead connections.
    pub(super) fn back_off(&self, error: &ServerError) {
        event::DatabaseServerFailed { host: &self.name, problem: &error.to_string() }.emit();
        self.pool.retain(|client, _| !client.is_closed());
        *self.backoff() = Some(Instant::now() + BACKOFF);
    }

    /// Starts or ends the backoff by the result of a query.
    pub(super) fn learn_from<T>(&self, result: &Result<T, DatabaseError>) {
        match result {
            Ok(_) => self.recovered(),
            Err(error) => {
                if let Some(error) = error.of_server() {
                    self.back_off(error);
                }
            }
        }
    }

    /// Ends the backoff: the server works.
    pub(super) fn recovered(&self) {
        *self.backoff() = None;
    }

    /// A connection was taken, or a statement has ended.
    pub(super) fn moves(&self) {
        self.moved.store(self.milliseconds(), Ordering::Relaxed);
    }

    /// The problem of a server whose connections are all in use while nothing ends: it is stopped, or its tables are
    /// locked.
    pub(super) fn stuck(&self) -> Option<DatabaseError> {
        let silent = self.milliseconds().saturating_sub(self.moved.load(Ordering::Relaxed));
        let silent = Duration::from_millis(silent);
        let problem = ServerProblem::Stuck { connections: self.pool.status().max_size, silent };
        (self.is_busy() && silent >= STUCK).then(|| DatabaseError::Unreachable(problem.of(&self.name)))
    }

    fn milliseconds(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Whether all connections are in use.
    pub(super) fn is_busy(&self) -> bool {
        let status = self.pool.status();
        status.size >= status.max_size && status.available == 0
    }

    /// The state of its pool, for metrics.
    pub(super) fn connections(&self) -> Connections {
        let status = self.pool.status();
        Connections {
            host: self.name.clone(),
            in_use: status.size.saturating_sub(status.available),
            idle: status.available,
            most: status.max_size,
            waiting: status.waiting,
        }
    }

    /// Whether a statement that ran for `elapsed` may have reached `statement_timeout`.
    pub(super) fn timed_out(&self, elapsed: Duration) -> bool {
        !self.statement_timeout.is_zero() && elapsed >= self.statement_timeout.mul_f32(0.9)
    }

    /// Whether requests may use this server. When its backoff expires, one request is admitted to test it.
    pub(super) fn is_usable(&self, now: Instant) -> bool {
        let mut backoff = self.backoff();
        match *backoff {
            Some(until) if until > now => false,
            Some(_) => {
                *backoff = Some(now + BACKOFF);
                true
            }
            None => true,
        }
    }

    fn backoff(&self) -> MutexGuard<'_, Option<Instant>> {
        self.backoff_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for DatabaseServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pool = self.pool.status();
        f.debug_struct("DatabaseServer").field("name", &self.name).field("pool", &pool).finish_non_exhaustive()
    }
}

/// The first statements on each connection. The values are numbers and validated words.
fn session_setup(settings: &SessionSettings) -> String {
    let mut sql = format!("SET statement_timeout = {};", settings.statement_timeout.as_millis());
    sql.push_str(&format!("SET plan_cache_mode = {};", settings.plan_cache_mode));
    // Queries never write. JIT compilation costs more than it saves on a tile.
    sql.push_str("SET default_transaction_read_only = on; SET jit = off");
    sql
}
