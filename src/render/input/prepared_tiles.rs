//! Vector tiles that are ready to be drawn, kept for the next pictures that show them.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use moka::sync::Cache;
use yoke::Yoke;

use super::{Need, VectorTile};
use crate::mvt::MvtError;

/// Unpacks, decodes and binds a tile once for all the pictures that show it: those next to each other, of several scales
/// and of several zooms. Clones share the tiles; those of one style are only seen by pictures of this style.
#[derive(Clone)]
pub struct PreparedTiles {
    tiles: Cache<PreparedKey, Arc<PreparedTile>>,
    style: u64,
}

/// A tile of a style. It is told from others with the same id, in other languages or of other times, by the memory of its
/// bytes: the cache of tiles hands out the same memory, which is not used again as long as the prepared tile holds it.
type PreparedKey = (u64, Need, usize);

/// A vector tile that is bound to a style, with the bytes that it borrows from.
pub(crate) struct PreparedTile {
    /// The bytes as they were fetched.
    packed: Bytes,
    bound: Yoke<VectorTile<'static>, Vec<u8>>,
    /// The size for which it was last put into the cache.
    counted: AtomicUsize,
}

/// What an entry takes in addition to its tile, in bytes: key, name and the cache's own records.
const OVERHEAD: usize = 400;

impl PreparedTiles {
    /// Tiles of up to `bytes` in total.
    pub fn new(bytes: u64) -> Self {
        let weigh = |_: &PreparedKey, tile: &Arc<PreparedTile>| u32::try_from(tile.count()).unwrap_or(u32::MAX);
        Self { tiles: Cache::builder().max_capacity(bytes).weigher(weigh).build(), style: 0 }
    }

    /// The same tiles for another style.
    pub fn for_another_style(&self) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self { tiles: self.tiles.clone(), style: NEXT.fetch_add(1, Ordering::Relaxed) }
    }

    /// The size of all tiles in memory, in bytes.
    pub fn bytes(&self) -> u64 {
        self.tiles.run_pending_tasks();
        self.tiles.weighted_size()
    }

    /// Drops all tiles.
    pub fn clear(&self) {
        self.tiles.invalidate_all();
        self.tiles.run_pending_tasks();
    }

    /// The tile that was prepared from the same bytes.
    pub(super) fn get(&self, need: &Need, packed: &Bytes) -> Option<Arc<PreparedTile>> {
        self.tiles.get(&self.key(need, packed)).filter(|tile| tile.packed.len() == packed.len())
    }

    /// Keeps `tile`, or counts again what it takes.
    pub(super) fn keep(&self, need: &Need, tile: &Arc<PreparedTile>) {
        if tile.is_counted_wrongly() {
            self.tiles.insert(self.key(need, &tile.packed), tile.clone());
        }
    }

    fn key(&self, need: &Need, packed: &Bytes) -> PreparedKey {
        (self.style, need.clone(), packed.as_ptr() as usize)
    }
}

impl fmt::Debug for PreparedTiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedTiles").field("style", &self.style).finish_non_exhaustive()
    }
}

impl PreparedTile {
    /// `bind` makes the tile from the `unpacked` bytes.
    pub(super) fn new(
        packed: Bytes,
        unpacked: Vec<u8>,
        bind: impl for<'a> FnOnce(&'a [u8]) -> Result<VectorTile<'a>, MvtError>,
    ) -> Result<Self, MvtError> {
        let bound = Yoke::try_attach_to_cart(unpacked, |bytes| bind(bytes))?;
        Ok(Self { packed, bound, counted: AtomicUsize::new(0) })
    }

    /// The tile.
    pub(crate) fn tile(&self) -> &VectorTile<'_> {
        self.bound.get()
    }

    fn bytes(&self) -> usize {
        let held = self.bound.backing_cart().capacity() + self.packed.len();
        held + self.tile().bytes() + size_of::<Self>() + OVERHEAD
    }

    fn count(&self) -> usize {
        let bytes = self.bytes();
        self.counted.store(bytes, Ordering::Relaxed);
        bytes
    }

    /// Whether it takes noticeably more than was counted.
    fn is_counted_wrongly(&self) -> bool {
        self.bytes() > self.counted.load(Ordering::Relaxed) / 8 * 9
    }
}
