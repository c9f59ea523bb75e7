//! The value that is used now: a reload swaps it while requests under way keep the one they began with.

use std::sync::{Arc, PoisonError, RwLock};

/// A value that is swapped as a whole.
#[derive(Debug)]
pub(crate) struct Current<T>(RwLock<Arc<T>>);

impl<T> Current<T> {
    /// Starts with `first`.
    pub(crate) fn new(first: Arc<T>) -> Self {
        Self(RwLock::new(first))
    }

    /// The value of this moment. It stays valid after a [`Current::replace`].
    pub(crate) fn get(&self) -> Arc<T> {
        // Locked only while an `Arc` is copied or stored, so that it cannot be left half-changed.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Uses `next` from now on.
    pub(crate) fn replace(&self, next: Arc<T>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}
