//! Budgets of bytes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A number of bytes that may be held at the same time. Cheap to clone; clones share the bytes.
#[derive(Debug, Clone)]
pub struct Budget {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    limit: usize,
    held: AtomicUsize,
}

/// Bytes of a budget, which are given back when this is dropped.
#[derive(Debug)]
pub struct Hold {
    shared: Arc<Shared>,
    bytes: usize,
}

impl Budget {
    /// A budget of `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { shared: Arc::new(Shared { limit, held: AtomicUsize::new(0) }) }
    }

    /// Holds `bytes`; `None` if fewer are left.
    pub fn try_hold(&self, bytes: usize) -> Option<Hold> {
        let limit = self.shared.limit;
        let more = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= limit);
        self.shared.held.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok()?;
        Some(Hold { shared: self.shared.clone(), bytes })
    }

    /// The number of bytes that may be held.
    pub fn limit(&self) -> usize {
        self.shared.limit
    }

    /// Whether more than three quarters are held.
    pub fn is_tight(&self) -> bool {
        self.held() > self.shared.limit / 4 * 3
    }

    /// The number of bytes that are held.
    pub fn held(&self) -> usize {
        self.shared.held.load(Ordering::Relaxed)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.shared.held.fetch_sub(self.bytes, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_given_back_when_they_are_dropped() {
        let budget = Budget::new(100);
        let first = budget.try_hold(60).unwrap();
        assert!(budget.try_hold(41).is_none());
        assert!(budget.clone().try_hold(usize::MAX).is_none(), "the sum does not overflow");
        let second = budget.clone().try_hold(40).unwrap();
        assert!(budget.held() == 100 && budget.is_tight());
        drop(first);
        assert!(budget.held() == 40 && !budget.is_tight());
        drop(second);
        assert_eq!(budget.held(), 0);
    }
}
