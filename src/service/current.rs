//! A shared value that a reload replaces while requests in flight keep the old one.

use std::sync::{Arc, PoisonError, RwLock};

/// A value that is replaced atomically.
#[derive(Debug)]
pub(crate) struct Current<T>(RwLock<Arc<T>>);

impl<T> Current<T> {
    /// A cell with the initial value `first`.
    pub(crate) fn new(first: Arc<T>) -> Self {
        Self(RwLock::new(first))
    }

    /// The current value. It stays valid after [`Current::replace`].
    pub(crate) fn get(&self) -> Arc<T> {
        // The lock is held only while an `Arc` is cloned or stored, so poisoning cannot leave an inconsistent value.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the value by `next`.
    pub(crate) fn replace(&self, next: Arc<T>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}
