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

/// Fonts and the masks of their glyphs that were made before: a bounded cache, shared by all workers.
///
/// Two generations per shard replace an LRU list: what is used moves to the young one; when that
/// is half the budget, the old one is dropped and the young one grows old. A hit costs one lock that is
/// nearly never contended and one hash.
#[derive(Debug)]
pub struct GlyphCache {
    fonts: Arc<FontSet>,
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

/// Bytes of masks that are kept: the glyphs of a city's map at a dozen sizes.
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
    /// A cache of the usual size, 32 MiB.
    pub fn of(fonts: Arc<FontSet>) -> Self {
        Self::new(fonts, DEFAULT_BYTES)
    }

    /// A cache that holds at most about `bytes` of masks. With 0 nothing is kept.
    pub fn new(fonts: Arc<FontSet>, bytes: usize) -> Self {
        Self {
            fonts,
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

    /// The fonts.
    pub fn fonts(&self) -> &Arc<FontSet> {
        &self.fonts
    }

    /// The mask of a glyph, made unless it is kept.
    pub(crate) fn mask(&self, key: MaskKey) -> Arc<GlyphMask> {
        let shard = &self.shards[(self.hasher.hash_one(key) >> 32) as usize % SHARDS];
        // A poisoned lock only means that another thread panicked; the maps are still whole.
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
