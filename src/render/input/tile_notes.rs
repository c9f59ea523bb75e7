//! What pictures find out about a tile, noted for the next pictures that show it.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The most bytes of notes about one tile; if there are more, all are dropped.
const MAX_BYTES: usize = 8 << 20;

/// What a note depends on, besides the tile and the style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NoteKey {
    /// Index of the style's layer.
    pub layer: usize,
    /// Zoom of the view, as bits.
    pub zoom: u64,
    /// Device pixels per CSS pixel, as bits.
    pub ratio: u64,
    /// Side of the tile in device pixels, as bits.
    pub size: u64,
}

/// What can be noted.
pub(crate) trait Note: Any + Send + Sync {
    /// The size in memory, in bytes. It may grow while pictures are drawn.
    fn bytes(&self) -> usize;
}

/// The notes about a tile.
#[derive(Default)]
pub(crate) struct TileNotes(Mutex<HashMap<(NoteKey, TypeId), Arc<dyn Note>>>);

impl TileNotes {
    /// The note of type `T` for `key`, which is made if there is none. Without a key nothing is kept.
    pub(crate) fn get<T: Note>(&self, key: Option<NoteKey>, make: impl FnOnce() -> T) -> Arc<T> {
        let Some(key) = key.map(|key| (key, TypeId::of::<T>())) else { return Arc::new(make()) };
        let known: Option<Arc<dyn Any + Send + Sync>> = self.all().get(&key).cloned().map(|note| note as _);
        if let Some(note) = known.and_then(|note| note.downcast().ok()) {
            return note;
        }
        let made = Arc::new(make());
        let (mut notes, size) = (self.all(), entry_bytes(&*made));
        if notes.values().map(|note| entry_bytes(&**note)).sum::<usize>().saturating_add(size) > MAX_BYTES {
            notes.clear();
        }
        if size <= MAX_BYTES {
            notes.insert(key, made.clone());
        }
        made
    }

    /// The size of all notes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.all().values().map(|note| entry_bytes(&**note)).sum()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<(NoteKey, TypeId), Arc<dyn Note>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The size of a note with its key, also in the spare room of the map.
fn entry_bytes(note: &dyn Note) -> usize {
    note.bytes() + 2 * size_of::<(NoteKey, TypeId)>()
}

impl fmt::Debug for TileNotes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TileNotes").field("bytes", &self.bytes()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Note for Vec<u8> {
        fn bytes(&self) -> usize {
            self.len()
        }
    }

    fn key(layer: usize) -> NoteKey {
        NoteKey { layer, zoom: 3, ratio: 0, size: 0 }
    }

    #[test]
    fn a_note_is_made_once_per_key() {
        let notes = TileNotes::default();
        let first = notes.get(Some(key(1)), || vec![1u8]);
        assert!(Arc::ptr_eq(&first, &notes.get(Some(key(1)), || vec![2u8])));
        assert_eq!(*notes.get(Some(key(2)), || vec![3u8]), [3]);
        let kept = notes.bytes();
        assert_eq!(*notes.get(None, || vec![4u8]), [4]);
        assert_eq!(notes.bytes(), kept, "without a key, nothing is kept");
    }

    #[test]
    fn notes_never_exceed_their_limit() {
        let notes = TileNotes::default();
        for layer in 0..20 {
            notes.get(Some(key(layer)), || vec![0u8; MAX_BYTES / 4]);
            assert!(notes.bytes() <= MAX_BYTES);
        }
        let large = notes.get(Some(key(99)), || vec![0u8; MAX_BYTES]);
        assert!(!Arc::ptr_eq(&large, &notes.get(Some(key(99)), || vec![0u8; MAX_BYTES])), "it is not kept");
    }
}
