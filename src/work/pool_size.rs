//! The size of a pool.

use std::num::NonZeroUsize;

/// How many threads a class has, and how many jobs may wait for them.
#[derive(Debug, Clone, Copy)]
pub struct PoolSize {
    /// Threads.
    pub threads: NonZeroUsize,
    /// Jobs that may wait; more are refused.
    pub queue: usize,
}
