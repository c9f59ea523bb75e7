//! What answers now: a reload exchanges it while requests under way keep what they began with.

use std::sync::{Arc, PoisonError, RwLock};

/// A value that is exchanged as a whole. Whoever got it before keeps the old one until done.
#[derive(Debug)]
pub struct Current<T>(RwLock<Arc<T>>);

impl<T> Current<T> {
    /// Starts with `first`.
    pub fn new(first: Arc<T>) -> Self {
        Self(RwLock::new(first))
    }

    /// The value of this moment.
    pub fn get(&self) -> Arc<T> {
        // Held for the moment of a copy or a store only, so that it cannot be left half-changed.
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// `next`, from now on.
    pub fn replace(&self, next: Arc<T>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}
