//! A cache of glyph masks that is shared by labels, pictures and threads.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use ahash::RandomState;

use super::{
    FontSet,
    glyph_mask::{GlyphMask, MaskKey},
};

type Map = std::collections::HashMap<MaskKey, Arc<GlyphMask>, RandomState>;

/// Fonts and a bounded cache of their glyph masks, shared by all workers.
///
/// Two generations per shard replace an LRU list: masks that are used move to the young generation; when it exceeds
/// half of the budget, the old generation is dropped and the young one becomes the old one. A hit costs one lock that
/// is almost never contended, and one hash.
#[derive(Debug)]
pub struct GlyphCache {
    fonts: Arc<FontSet>,
    shards: Vec<Mutex<Shard>>,
    hasher: RandomState,
    /// Maximum size of one generation of a shard in bytes.
    budget: usize,
    hits: AtomicU64,
    misses: AtomicU64,
}

#[derive(Debug, Default)]
struct Shard {
    young: Map,
    old: Map,
    /// Size of `young` in bytes.
    weight: usize,
}

const SHARDS: usize = 16;

/// Default size of the cache in bytes: enough for the glyphs of a city map at a dozen sizes.
const DEFAULT_BYTES: usize = 32 << 20;

impl Default for GlyphCache {
    fn default() -> Self {
        Self::of(Arc::default())
    }
}

impl From<FontSet> for GlyphCache {
    fn from(fonts: FontSet) -> Self {
        Self::of(Arc::new(fonts))
    }
}

impl GlyphCache {
    /// Creates a cache of the default size, 32 MiB.
    pub fn of(fonts: Arc<FontSet>) -> Self {
        Self::new(fonts, DEFAULT_BYTES)
    }

    /// Creates a cache of at most about `bytes` of masks. With 0 nothing is cached.
    pub fn new(fonts: Arc<FontSet>, bytes: usize) -> Self {
        Self {
            fonts,
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            // Fixed keys: glyphs are not secret, and runs stay reproducible.
            hasher: RandomState::with_seeds(1, 2, 3, 4),
            budget: bytes / SHARDS / 2,
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// Number of cache hits and misses since the start.
    pub fn hits_and_misses(&self) -> (u64, u64) {
        (self.hits.load(Ordering::Relaxed), self.misses.load(Ordering::Relaxed))
    }

    /// The fonts.
    pub fn fonts(&self) -> &Arc<FontSet> {
        &self.fonts
    }

    /// The mask of a glyph, rasterized if it is not cached.
    pub(crate) fn mask(&self, key: MaskKey) -> Arc<GlyphMask> {
        let shard = &self.shards[(self.hasher.hash_one(key) >> 32) as usize % SHARDS];
        // A poisoned lock only means that another thread panicked; the maps are still consistent.
        if let Some(mask) = shard.lock().unwrap_or_else(PoisonError::into_inner).get(key, self.budget) {
            self.hits.fetch_add(1, Ordering::Relaxed);
            return mask;
        }
        self.misses.fetch_add(1, Ordering::Relaxed);
        let mask = Arc::new(GlyphMask::of(&self.fonts, key));
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
