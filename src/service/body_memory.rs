//! The memory for bodies on their way.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use bytes::Bytes;

use crate::memory::{Budget, Hold};

use super::{
    admission::ClientKey,
    client_shares::{BufferId, ClientShare, ClientShares},
    error::TileError,
};

/// Bodies of at most this many bytes do not count: they fit into the system's buffer of a connection.
const SMALL: usize = 16 * 1024;

/// The bodies of requests may use this part of what responses may use.
const REQUESTS: usize = 4;

/// One client may use this part of what responses may use.
const CLIENT: usize = 2;

/// Limits the bytes of all responses that clients are reading, and of all request bodies.
pub(crate) struct BodyMemory {
    responses: Budget,
    requests: Budget,
    buffers: Buffers,
    clients: ClientShares,
}

type Buffers = Arc<Mutex<HashMap<BufferId, Weak<BufferHold>, ahash::RandomState>>>;

/// The share of a buffer in the budget, for all responses that send it.
struct BufferHold {
    /// Given back when the last response has been sent.
    _hold: Hold,
    id: BufferId,
    buffers: Buffers,
}

/// A body that is being sent.
struct SentBody {
    // Dropped first: the address may belong to another buffer as soon as the bytes are gone.
    _hold: Arc<BufferHold>,
    bytes: Bytes,
    _share: Arc<ClientShare>,
}

impl BodyMemory {
    /// Room for responses of `limit` bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self {
            responses: Budget::new(limit),
            requests: Budget::new(limit / REQUESTS),
            buffers: Arc::default(),
            clients: ClientShares::new(limit / CLIENT),
        }
    }

    /// The budget for responses.
    pub(crate) fn responses(&self) -> &Budget {
        &self.responses
    }

    /// The budget for the bodies of requests.
    pub(crate) fn requests(&self) -> &Budget {
        &self.requests
    }

    /// Room for a response of `bytes` while it is being made; `None` if it does not count. Fails if there is no room.
    pub(super) fn room(&self, bytes: usize) -> Result<Option<Hold>, TileError> {
        if bytes <= SMALL {
            return Ok(None);
        }
        self.responses.try_hold(bytes).ok_or(TileError::Busy { limit: "responses" }).map(Some)
    }

    /// `bytes` for `client`, which count until the result and all its clones are dropped. Responses that send the same
    /// buffer count once. Fails if there is no room, or if the client uses half of it.
    pub(crate) fn counted(&self, bytes: Bytes, client: ClientKey) -> Result<Bytes, TileError> {
        if bytes.len() <= SMALL {
            return Ok(bytes);
        }
        let id = (bytes.as_ptr() as usize, bytes.len());
        let busy = TileError::Busy { limit: "responses" };
        let Some(share) = self.clients.take(client, id) else { return Err(busy) };
        let mut buffers = lock(&self.buffers);
        let hold = match buffers.get(&id).and_then(Weak::upgrade) {
            Some(hold) => hold,
            None => {
                let hold = self.responses.try_hold(bytes.len()).ok_or(busy)?;
                let hold = Arc::new(BufferHold { _hold: hold, id, buffers: self.buffers.clone() });
                buffers.insert(id, Arc::downgrade(&hold));
                hold
            }
        };
        drop(buffers);
        Ok(Bytes::from_owner(SentBody { _hold: hold, bytes, _share: share }))
    }
}

impl AsRef<[u8]> for SentBody {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for BufferHold {
    fn drop(&mut self) {
        let mut buffers = lock(&self.buffers);
        // A later response may have begun to send the buffer since.
        if buffers.get(&self.id).is_some_and(|hold| hold.strong_count() == 0) {
            buffers.remove(&self.id);
        }
    }
}

fn lock(buffers: &Buffers) -> MutexGuard<'_, HashMap<BufferId, Weak<BufferHold>, ahash::RandomState>> {
    // The map is never left in an inconsistent state, so poisoning is harmless.
    buffers.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_counts_once_until_its_last_response_is_sent() {
        let memory = BodyMemory::new(100_000);
        let client = ClientKey::named(b"a");
        let body = Bytes::from(vec![0; 60_000]);
        let sent: Vec<_> = (0..10).map(|_| memory.counted(body.clone(), client).unwrap()).collect();
        assert_eq!(memory.responses().held(), 60_000);
        let other = Bytes::from(vec![0; 60_000]);
        assert!(matches!(
            memory.counted(other.clone(), ClientKey::named(b"b")),
            Err(TileError::Busy { limit: "responses" })
        ));
        assert!(memory.counted(Bytes::from(vec![0; SMALL]), client).is_ok(), "small ones always have room");
        drop(sent);
        assert!(memory.responses().held() == 0 && lock(&memory.buffers).is_empty());
        assert_eq!(memory.counted(other, client).unwrap(), vec![0; 60_000]);
    }
}
