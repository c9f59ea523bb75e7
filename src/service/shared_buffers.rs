//! Buffers that are made for a request and shared with others while any of them is in use.

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Instant,
};

use bytes::Bytes;

use crate::cache::{SingleFlight, Wait};

use super::error::TileError;

/// Buffers by name. They are not cached: a buffer exists as long as someone holds it. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct SharedBuffers {
    alive: Alive,
    flights: SingleFlight<Arc<str>, Arc<SharedBuffer>, TileError>,
}

type Alive = Arc<Mutex<HashMap<Arc<str>, Weak<SharedBuffer>>>>;

/// A buffer that removes its name when the last holder drops it.
struct SharedBuffer {
    bytes: Bytes,
    name: Arc<str>,
    alive: Alive,
}

/// A holder of a buffer, for [`Bytes::from_owner`].
struct Holder(Arc<SharedBuffer>);

impl SharedBuffers {
    /// The buffer called `name`: the one that is in use, or the result of `make`, which concurrent callers share. All
    /// bytes that are returned for one buffer have the same address.
    pub(super) async fn get<Fut>(
        &self,
        name: &str,
        deadline: Instant,
        make: impl FnOnce() -> Fut,
    ) -> Result<Bytes, TileError>
    where
        Fut: Future<Output = Result<Bytes, TileError>> + Send + 'static,
    {
        let found = lock(&self.alive).get(name).and_then(Weak::upgrade);
        let buffer = match found {
            Some(buffer) => buffer,
            None => {
                let name: Arc<str> = name.into();
                let start = || {
                    let (made, name, alive) = (make(), name.clone(), self.alive.clone());
                    async move {
                        let bytes = made.await?;
                        let buffer = Arc::new(SharedBuffer { bytes, name: name.clone(), alive: alive.clone() });
                        lock(&alive).insert(name, Arc::downgrade(&buffer));
                        Ok(buffer)
                    }
                };
                self.flights.run(&name, Wait::until(deadline), start).await?
            }
        };
        Ok(Bytes::from_owner(Holder(buffer)))
    }
}

impl AsRef<[u8]> for Holder {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

impl Drop for SharedBuffer {
    fn drop(&mut self) {
        let mut alive = lock(&self.alive);
        // Another buffer may have got the name since.
        if alive.get(&self.name).is_some_and(|buffer| buffer.strong_count() == 0) {
            alive.remove(&self.name);
        }
    }
}

fn lock(alive: &Alive) -> MutexGuard<'_, HashMap<Arc<str>, Weak<SharedBuffer>>> {
    // The map is never left in an inconsistent state, so poisoning is harmless.
    alive.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use super::*;

    #[tokio::test]
    async fn a_buffer_is_made_once_while_it_is_in_use() {
        let (buffers, made) = (SharedBuffers::default(), AtomicUsize::new(0));
        let get = || {
            buffers.get("a", Instant::now() + Duration::from_secs(5), || {
                made.fetch_add(1, Ordering::Relaxed);
                async {
                    tokio::task::yield_now().await;
                    Ok(Bytes::from(vec![7; 100]))
                }
            })
        };
        let (first, second) = tokio::join!(get(), get());
        let third = get().await.unwrap();
        assert_eq!(first.as_ref().unwrap().as_ptr(), third.as_ptr());
        assert_eq!(made.load(Ordering::Relaxed), 1);
        drop((first, second, third));
        assert!(lock(&buffers.alive).is_empty(), "nothing is kept");
        get().await.unwrap();
        assert_eq!(made.load(Ordering::Relaxed), 2);
    }
}
