//! The table of open connections.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::telemetry::metrics;

use super::{
    activity::{Activity, Moment, Phase, now},
    client_network::ClientNetwork,
    refusal::Refusal,
};

/// A client that sends a body or reads a response for less than this is not disturbed.
const UNDISTURBED: Duration = Duration::from_secs(1);

/// When there is no room, one in so many connections is closed at once: finding those that have been idle longest takes
/// a look at all.
const CLOSED_AT_ONCE: usize = 64;

/// The open connections, by client. Cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::http) struct ConnectionTable {
    open: Arc<Mutex<Open>>,
    next: Arc<AtomicU64>,
    /// The maximum number of connections.
    limit: usize,
}

type Connections = HashMap<u64, Arc<Activity>, ahash::RandomState>;

#[derive(Debug, Default)]
struct Open {
    clients: HashMap<ClientNetwork, Connections, ahash::RandomState>,
    count: usize,
}

/// The place of an open connection in the table, until it is dropped.
#[derive(Debug)]
pub(in crate::http) struct Slot {
    /// What the connection is doing.
    pub(in crate::http) activity: Arc<Activity>,
    client: ClientNetwork,
    id: u64,
    open: Arc<Mutex<Open>>,
}

impl ConnectionTable {
    /// An empty table for at most `limit` connections.
    pub(in crate::http) fn new(limit: usize) -> Self {
        Self { open: Arc::default(), next: Arc::default(), limit }
    }

    /// A place for a new connection of `client`, which may have at most `most` of them if that is set.
    ///
    /// If there is no room, those are closed that have been without a request for the longest time: of the client if it
    /// has too many, otherwise of all. If none is, those whose clients have been sending or reading for the longest time.
    /// Connections whose response is being made are never closed.
    pub(in crate::http) fn admit(&self, client: ClientNetwork, most: Option<usize>) -> Result<Slot, Refusal> {
        let mut open = lock(&self.open);
        let own = open.clients.get(&client).map_or(0, HashMap::len);
        if most.is_some_and(|most| own >= most) && open.close_some(Some(client)) == 0 {
            return Err(Refusal::Client);
        }
        if open.count >= self.limit && open.close_some(None) == 0 {
            return Err(Refusal::Full);
        }
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let activity = Arc::new(Activity::new());
        open.clients.entry(client).or_default().insert(id, activity.clone());
        open.count += 1;
        drop(open);
        metrics().connections.inc();
        Ok(Slot { activity, client, id, open: self.open.clone() })
    }

    /// Closes some connections, because the system has no more sockets. Returns their number.
    pub(in crate::http) fn make_room(&self) -> usize {
        lock(&self.open).close_some(None)
    }
}

impl Open {
    /// Closes the connections of `client`, or of all clients, that are idle for the longest time; at least one of 64.
    /// Returns their number.
    fn close_some(&mut self, client: Option<ClientNetwork>) -> usize {
        let now = now();
        let mut idle: Vec<(Moment, ClientNetwork, u64)> = Vec::new();
        let chosen = self.clients.iter().filter(|(of, _)| client.is_none_or(|client| client == **of));
        let mut all = 0;
        for (client, connections) in chosen {
            all += connections.len();
            let found = connections.iter().map(|(id, activity)| (activity.moment(), *client, *id));
            idle.extend(found.filter(|(moment, ..)| may_be_closed(*moment, now)));
        }
        let count = idle.len().min((all / CLOSED_AT_ONCE).max(1));
        if count < idle.len() {
            idle.select_nth_unstable_by_key(count, |(moment, ..)| rank(*moment));
        }
        let mut closed = 0;
        for (seen, client, id) in idle.into_iter().take(count) {
            let activity = self.clients.get(&client).and_then(|connections| connections.get(&id));
            if activity.is_some_and(|activity| activity.close_if(seen)) {
                self.remove(client, id);
                closed += 1;
            }
        }
        closed
    }

    fn remove(&mut self, client: ClientNetwork, id: u64) {
        let Some(connections) = self.clients.get_mut(&client) else { return };
        if connections.remove(&id).is_some() {
            self.count -= 1;
        }
        if connections.is_empty() {
            self.clients.remove(&client);
        }
    }
}

fn may_be_closed(moment: Moment, now: Duration) -> bool {
    match moment.phase {
        Phase::Waiting => true,
        Phase::Receiving | Phase::Sending => now.saturating_sub(moment.since) >= UNDISTURBED,
        Phase::Answering | Phase::Closing => false,
    }
}

/// Connections without a request come first, and among them the oldest.
fn rank(moment: Moment) -> (bool, Duration) {
    (moment.phase != Phase::Waiting, moment.since)
}

impl Drop for Slot {
    fn drop(&mut self) {
        metrics().connections.dec();
        lock(&self.open).remove(self.client, self.id);
    }
}

fn lock(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    // The table is never left in an inconsistent state, so poisoning is harmless.
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: ClientNetwork = ClientNetwork::V4(1);
    const B: ClientNetwork = ClientNetwork::V4(2);

    fn is_closing(slot: &Slot) -> bool {
        slot.activity.moment().phase == Phase::Closing
    }

    fn pause() {
        std::thread::sleep(Duration::from_micros(20));
    }

    #[test]
    fn the_connection_that_is_idle_for_the_longest_time_makes_room() {
        let table = ConnectionTable::new(3);
        let slots: Vec<_> = (0..3)
            .map(|_| {
                pause();
                table.admit(A, None).unwrap()
            })
            .collect();
        slots[0].activity.asked();
        let new = table.admit(B, None).unwrap();
        assert_eq!(slots.iter().map(is_closing).collect::<Vec<_>>(), [false, true, false]);
        for slot in [&slots[2], &new] {
            slot.activity.asked();
        }
        assert_eq!(table.admit(B, None).unwrap_err(), Refusal::Full, "requests in progress are not disturbed");
        drop(slots);
        table.admit(B, None).unwrap();
    }

    #[test]
    fn a_client_over_its_limit_makes_room_itself() {
        let table = ConnectionTable::new(100);
        let other = table.admit(B, Some(2)).unwrap();
        pause();
        let own = [table.admit(A, Some(2)).unwrap(), table.admit(A, Some(2)).unwrap()];
        let third = table.admit(A, Some(2)).unwrap();
        assert!(own.iter().filter(|slot| is_closing(slot)).count() == 1 && !is_closing(&other));
        let busy = own.iter().filter(|slot| !is_closing(slot)).chain([&third]);
        busy.for_each(|slot| slot.activity.asked());
        assert_eq!(table.admit(A, Some(2)).unwrap_err(), Refusal::Client);
        assert!(table.admit(A, None).is_ok(), "trusted proxies have no limit of their own");
        assert!(table.admit(B, Some(2)).is_ok());
    }

    #[test]
    fn nothing_is_left_of_closed_connections() {
        let table = ConnectionTable::new(2);
        for _ in 0..10 {
            let slots: Vec<_> = (0..10).map(|_| table.admit(A, Some(2)).unwrap()).collect();
            assert_eq!(lock(&table.open).count, 2);
            drop(slots);
            let open = lock(&table.open);
            assert!(open.count == 0 && open.clients.is_empty());
        }
    }
}
