//! Glyph masks, kept between labels, pictures and threads.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use ahash::RandomState;

use super::{
    FontSet,
    mask::{GlyphMask, MaskKey},
};

type Map = std::collections::HashMap<MaskKey, Arc<GlyphMask>, RandomState>;

/// A bounded cache of coverage masks, shared by all workers.
///
/// Two generations per shard stand in for an LRU list: what is used moves to the young one; when that
/// is half the budget, the old one is dropped and the young one grows old. A hit costs one lock that is
/// nearly never contended and one hash. The cache belongs to one [`FontSet`]: ids of another mean other
/// glyphs.
#[derive(Debug)]
pub struct MaskCache {
    shards: Vec<Mutex<Shard>>,
    hasher: RandomState,
    /// Bytes a generation of one shard may hold.
    budget: usize,
    hits: AtomicU64,
    misses: AtomicU64,
}

#[derive(Debug, Default)]
struct Shard {
    young: Map,
    old: Map,
    /// Bytes in `young`.
    weight: usize,
}

const SHARDS: usize = 16;

impl Default for MaskCache {
    /// 32 MiB: the glyphs of a city's map at a dozen sizes.
    fn default() -> Self {
        Self::new(32 << 20)
    }
}

impl MaskCache {
    /// A cache that holds at most about `bytes`. With 0 nothing is kept.
    pub fn new(bytes: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            // Fixed keys: glyphs are no secret, and runs stay repeatable.
            hasher: RandomState::with_seeds(1, 2, 3, 4),
            budget: bytes / SHARDS / 2,
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// Look-ups that found a mask and those that did not, since the start.
    pub fn hits_and_misses(&self) -> (u64, u64) {
        (self.hits.load(Ordering::Relaxed), self.misses.load(Ordering::Relaxed))
    }

    pub(super) fn get(&self, fonts: &FontSet, key: MaskKey) -> Arc<GlyphMask> {
        let shard = &self.shards[(self.hasher.hash_one(key) >> 32) as usize % SHARDS];
        // A poisoned lock only means that another thread panicked; the maps are still whole.
        if let Some(mask) = shard.lock().unwrap_or_else(PoisonError::into_inner).get(key, self.budget) {
            self.hits.fetch_add(1, Ordering::Relaxed);
            return mask;
        }
        self.misses.fetch_add(1, Ordering::Relaxed);
        let mask = Arc::new(GlyphMask::of(fonts, key));
        shard.lock().unwrap_or_else(PoisonError::into_inner).put(key, mask.clone(), self.budget);
        mask
    }
}

impl Shard {
    fn get(&mut self, key: MaskKey, budget: usize) -> Option<Arc<GlyphMask>> {
        if let Some(mask) = self.young.get(&key) {
            return Some(mask.clone());
        }
        let mask = self.old.remove(&key)?;
        self.put(key, mask.clone(), budget);
        Some(mask)
    }

    fn put(&mut self, key: MaskKey, mask: Arc<GlyphMask>, budget: usize) {
        let weight = mask.weight();
        if self.weight + weight > budget {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        if weight <= budget && self.young.insert(key, mask).is_none() {
            self.weight += weight;
        }
    }
}
