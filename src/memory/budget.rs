//! A budget of bytes, of which holders take parts and give them back.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A limit in bytes on what is held at the same time. Clones share the limit. Never waits.
#[derive(Debug, Clone)]
pub(crate) struct Budget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limit: usize,
    held: AtomicUsize,
}

/// A part of a [`Budget`], given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Hold {
    shared: Arc<Shared>,
    bytes: usize,
}

impl Budget {
    /// A budget of `limit` bytes, all of them free.
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Shared { limit, held: AtomicUsize::new(0) }))
    }

    /// Takes `bytes`; `None` if fewer are free.
    pub(crate) fn try_hold(&self, bytes: usize) -> Option<Hold> {
        let more = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= self.0.limit);
        self.0.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).ok()?;
        Some(Hold { shared: self.0.clone(), bytes })
    }

    /// The number of bytes that are held.
    pub(crate) fn held(&self) -> usize {
        self.0.held.load(Ordering::Relaxed)
    }

    /// Whether more than three quarters are held.
    pub(crate) fn is_tight(&self) -> bool {
        self.held() > self.0.limit / 4 * 3
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.shared.held.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_stays_within_the_limit_and_comes_back() {
        let budget = Budget::new(100);
        let first = budget.try_hold(60).unwrap();
        assert!(budget.try_hold(41).is_none());
        assert!(budget.try_hold(usize::MAX).is_none(), "no overflow");
        let second = budget.try_hold(40).unwrap();
        assert!(budget.held() == 100 && budget.is_tight());
        drop(first);
        assert!(budget.held() == 40 && !budget.is_tight());
        drop(second);
        assert_eq!(budget.held(), 0);
    }

    #[test]
    fn threads_never_hold_more_than_the_limit() {
        let budget = Budget::new(10);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..1000 {
                        let hold = budget.try_hold(3);
                        assert!(budget.held() <= 10);
                        drop(hold);
                    }
                });
            }
        });
        assert_eq!(budget.held(), 0);
    }
}
