//! How the memory is divided.

use super::container;

/// What the process needs without any request: code, threads, styles, fonts, and what the allocator has not given back.
const BASE: u64 = 64 << 20;

/// The memory if neither the configuration nor a container limits it.
const UNLIMITED: u64 = 1 << 30;

/// The least memory for work, however little there is.
const LEAST_WORK: u64 = 32 << 20;

/// The division of `karto.memory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoryPlan {
    /// All of it, in bytes.
    pub total: u64,
    /// For the cache.
    pub cache: u64,
    /// For pictures that are drawn, and bodies on their way to clients.
    pub work: u64,
}

impl MemoryPlan {
    /// The division of `total` bytes, by default what the container allows. `cache` bytes are for the cache, by default
    /// half, and `negative` for entries about what does not exist.
    pub fn new(total: Option<u64>, cache: Option<u64>, negative: u64) -> Self {
        // A fifth of the container's memory is for the kernel (buffers of sockets) and for fragmentation.
        let total = total.or_else(|| container::limit().map(|bytes| bytes / 5 * 4)).unwrap_or(UNLIMITED);
        let cache = cache.unwrap_or(total / 2);
        let work = total.saturating_sub(BASE + cache + negative).max(LEAST_WORK);
        Self { total, cache, work }
    }

    /// Whether the parts are no more than the whole.
    pub fn fits(self, negative: u64) -> bool {
        BASE + LEAST_WORK + self.cache.saturating_add(negative) <= self.total
    }

    /// The least total for this cache.
    pub fn least_total(cache: u64, negative: u64) -> u64 {
        (BASE + LEAST_WORK).saturating_add(cache).saturating_add(negative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    #[test]
    fn the_cache_gets_half_and_work_what_is_left() {
        let plan = MemoryPlan::new(Some(800 * MIB), None, 8 * MIB);
        assert_eq!((plan.cache, plan.work), (400 * MIB, 328 * MIB));
        assert!(plan.fits(8 * MIB));
        let plan = MemoryPlan::new(Some(800 * MIB), Some(100 * MIB), 8 * MIB);
        assert_eq!((plan.cache, plan.work), (100 * MIB, 628 * MIB));
    }

    #[test]
    fn a_cache_that_leaves_nothing_for_work_does_not_fit() {
        let (cache, negative) = (256 * MIB, 8 * MIB);
        let least = MemoryPlan::least_total(cache, negative);
        assert!(MemoryPlan::new(Some(least), Some(cache), negative).fits(negative));
        let plan = MemoryPlan::new(Some(least - 1), Some(cache), negative);
        assert!(!plan.fits(negative));
        assert_eq!(plan.work, LEAST_WORK);
    }
}
