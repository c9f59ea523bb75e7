//! How much of the memory for responses single clients use.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use super::admission::ClientKey;

/// The address and the length of a buffer. It exists as long as somebody holds it.
pub(super) type BufferId = (usize, usize);

/// The bytes that each client is being sent. Responses to a client that send the same buffer count once.
#[derive(Clone)]
pub(super) struct ClientShares {
    /// The maximum number of bytes of one client, unless it is a single buffer.
    limit: usize,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Default)]
struct Taken {
    shares: HashMap<(ClientKey, BufferId), Weak<ClientShare>, ahash::RandomState>,
    sums: HashMap<ClientKey, usize, ahash::RandomState>,
}

/// A buffer that a client is being sent, until it is dropped.
pub(super) struct ClientShare {
    client: ClientKey,
    buffer: BufferId,
    taken: Arc<Mutex<Taken>>,
}

impl ClientShares {
    /// Shares of at most `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, taken: Arc::default() }
    }

    /// The share of `client` for `buffer`; `None` if the client has too many others. The first buffer may be of any size.
    pub(super) fn take(&self, client: ClientKey, buffer: BufferId) -> Option<Arc<ClientShare>> {
        let mut taken = lock(&self.taken);
        if let Some(share) = taken.shares.get(&(client, buffer)).and_then(Weak::upgrade) {
            return Some(share);
        }
        let before = taken.sums.get(&client).copied().unwrap_or(0);
        let sum = before.checked_add(buffer.1).filter(|sum| before == 0 || *sum <= self.limit)?;
        let share = Arc::new(ClientShare { client, buffer, taken: self.taken.clone() });
        taken.shares.insert((client, buffer), Arc::downgrade(&share));
        taken.sums.insert(client, sum);
        Some(share)
    }
}

impl Drop for ClientShare {
    fn drop(&mut self) {
        let (client, key) = (self.client, (self.client, self.buffer));
        let mut taken = lock(&self.taken);
        // A later response may have begun to send the buffer since.
        if taken.shares.get(&key).is_some_and(|share| share.strong_count() == 0) {
            taken.shares.remove(&key);
        }
        let left = taken.sums.get(&client).map_or(0, |sum| sum.saturating_sub(self.buffer.1));
        if left == 0 {
            taken.sums.remove(&client);
        } else {
            taken.sums.insert(client, left);
        }
    }
}

fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    // The maps are never left in an inconsistent state, so poisoning is harmless.
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_has_one_buffer_of_any_size_or_several_within_its_share() {
        let shares = ClientShares::new(100);
        let (a, b) = (ClientKey::named(b"a"), ClientKey::named(b"b"));
        let large = shares.take(a, (1, 500)).unwrap();
        assert!(shares.take(a, (2, 1)).is_none());
        let again = shares.take(a, (1, 500)).unwrap();
        assert!(shares.take(b, (1, 500)).is_some(), "clients have shares of their own");
        drop(large);
        assert!(shares.take(a, (2, 1)).is_none());
        drop(again);
        let small = [shares.take(a, (2, 60)).unwrap(), shares.take(a, (3, 40)).unwrap()];
        assert!(shares.take(a, (4, 1)).is_none());
        drop(small);
        let taken = lock(&shares.taken);
        assert!(taken.sums.is_empty() && taken.shares.is_empty(), "nothing is left");
    }
}
