//! The servers of a source, used in round-robin order.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use super::server::DatabaseServer;

/// All servers of a source. There is at least one.
#[derive(Debug)]
pub(super) struct Servers {
    first: DatabaseServer,
    others: Vec<DatabaseServer>,
    turn: AtomicUsize,
}

impl Servers {
    /// `None` if `servers` is empty.
    pub(super) fn new(servers: Vec<DatabaseServer>) -> Option<Self> {
        let mut servers = servers.into_iter();
        let first = servers.next()?;
        Some(Self { first, others: servers.collect(), turn: AtomicUsize::new(0) })
    }

    /// All servers.
    pub(super) fn all(&self) -> impl Iterator<Item = &DatabaseServer> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The next server that is not in backoff; if all are in backoff, the next one. It is never `not`, unless that is
    /// the only server.
    pub(super) fn pick(&self, not: Option<&DatabaseServer>) -> &DatabaseServer {
        let count = 1 + self.others.len();
        let start = self.turn.fetch_add(1, Ordering::Relaxed) % count;
        let now = Instant::now();
        let others = || {
            let turns = self.all().skip(start).chain(self.all().take(start));
            turns.filter(|server| count == 1 || not.is_none_or(|not| !std::ptr::eq(*server, not)))
        };
        others().find(|server| server.is_usable(now)).or_else(|| others().next()).unwrap_or(&self.first)
    }
}
