//! How the memory is divided.

use super::container;

/// What the process needs without any request: code, threads, styles, fonts with the masks of their glyphs, and what the
/// allocator has not given back.
const BASE: u64 = 96 << 20;

/// The memory if neither the configuration nor a container limits it.
const UNLIMITED: u64 = 1 << 30;

/// The least memory for drawing and for responses together, however little there is.
const LEAST_WORK: u64 = 32 << 20;

/// What the configuration says about memory, in bytes. What is `None` follows from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MemoryWishes {
    /// All of it; by default four fifths of what the container allows.
    pub(crate) total: Option<u64>,
    /// The cache; by default half of all.
    pub(crate) cache: Option<u64>,
    /// Entries of the cache about what does not exist.
    pub(crate) negative: u64,
    /// Responses on their way to clients; by default a third of what the cache leaves.
    pub(crate) responses: Option<u64>,
}

/// The division of the memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MemoryPlan {
    /// All of it.
    pub(crate) total: u64,
    /// The cache.
    pub(crate) cache: u64,
    /// Entries of the cache about what does not exist.
    pub(crate) negative: u64,
    /// Responses on their way to clients.
    pub(crate) responses: usize,
    /// Vector tiles that are ready to be drawn.
    pub(crate) prepared: u64,
    /// Pictures that are drawn.
    pub(crate) drawing: usize,
}

impl MemoryPlan {
    /// Divides the memory.
    pub(crate) fn new(wishes: &MemoryWishes) -> Self {
        // A fifth of the container's memory is for the kernel (buffers of sockets) and for fragmentation.
        let total = wishes.total.or_else(|| container::limit().map(|bytes| bytes / 5 * 4)).unwrap_or(UNLIMITED);
        let others = BASE + LEAST_WORK + wishes.negative;
        let cache = wishes.cache.unwrap_or_else(|| (total / 2).min(total.saturating_sub(others)));
        let work = total.saturating_sub(BASE + cache.saturating_add(wishes.negative)).max(LEAST_WORK);
        let responses = wishes.responses.unwrap_or(work / 3);
        let rest = work.saturating_sub(responses);
        let prepared = (rest / 3).min(rest.saturating_sub(LEAST_WORK / 2));
        let drawing = rest.saturating_sub(prepared).max(LEAST_WORK / 2);
        let size = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
        Self { total, cache, negative: wishes.negative, responses: size(responses), prepared, drawing: size(drawing) }
    }

    /// The least total in which all parts fit.
    pub(crate) fn least_total(&self) -> u64 {
        let parts = [self.cache, self.negative, self.responses as u64, self.prepared, self.drawing as u64];
        parts.iter().fold(BASE, |sum, part| sum.saturating_add(*part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    fn plan(total: u64, cache: Option<u64>) -> MemoryPlan {
        MemoryPlan::new(&MemoryWishes { total: Some(total), cache, negative: 8 * MIB, responses: None })
    }

    #[test]
    fn the_cache_gets_half_and_work_what_is_left() {
        let half = plan(844 * MIB, None);
        assert_eq!((half.cache, half.responses), (422 * MIB, 106 << 20));
        assert_eq!((half.prepared, half.drawing as u64), (212 * MIB / 3, 212 * MIB - 212 * MIB / 3));
        assert_eq!(half.least_total(), 844 * MIB, "all is used");
        let small = plan(860 * MIB, Some(120 * MIB));
        assert_eq!((small.cache, small.responses), (120 * MIB, 212 << 20));
    }

    #[test]
    fn in_little_memory_the_cache_is_what_is_left() {
        let little = plan(200 * MIB, None);
        assert_eq!((little.cache, little.least_total()), (64 * MIB, 200 * MIB));
        assert_eq!(plan(100 * MIB, None).cache, 0);
    }

    #[test]
    fn a_cache_that_leaves_nothing_for_work_does_not_fit() {
        assert!(plan(400 * MIB, Some(256 * MIB)).least_total() <= 400 * MIB);
        let tight = plan(300 * MIB, Some(256 * MIB));
        assert!(tight.least_total() > 300 * MIB, "{tight:?}");
    }
}
