//! What several targets share.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use karto::{
    settings::SourceId,
    source::{SourceTile, TileQuery, TileSource, editing::Editor},
    tile::{Lang, TileId},
    work::{PoolSize, Runner},
};
use tempfile::TempDir;

/// The maximum size of tiles, in bytes.
pub const LIMIT: usize = 4 << 20;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    // In memory, if the system has such a folder.
    let shared = Path::new("/dev/shm");
    let folder = if shared.is_dir() { tempfile::tempdir_in(shared) } else { tempfile::tempdir() };
    folder.expect("a folder for the files that are read")
});

/// A file with this content, which replaces the one before.
pub fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = FOLDER.path().join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    std::fs::write(&path, content).expect("the file is written");
    path
}

/// The id of sources.
pub fn id() -> SourceId {
    "fuzz".into()
}

/// An editor with a thread of its own.
pub fn editor() -> Editor {
    static RUNNER: LazyLock<Arc<Runner>> = LazyLock::new(|| {
        let size = PoolSize { threads: NonZeroUsize::MIN, queue: 100 };
        Arc::new(Runner::start(size, size).expect("threads"))
    });
    Editor::new(RUNNER.clone(), LIMIT)
}

/// Runs asynchronous code.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: LazyLock<tokio::runtime::Runtime> =
        LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"));
    RUNTIME.block_on(future)
}

/// Asks a source for a tile.
pub fn ask(source: &dyn TileSource, tile: TileId) -> Option<SourceTile> {
    let deadline = Instant::now() + Duration::from_secs(60);
    wait(source.tile(&TileQuery { tile, lang: Lang::parse("de").ok(), deadline })).ok()
}

/// Some tiles, of low and high zooms.
pub fn tiles() -> impl Iterator<Item = TileId> {
    [(0, 0, 0), (1, 1, 0), (5, 17, 11), (14, 8625, 5745), (26, 3, 1 << 25)]
        .into_iter()
        .filter_map(|(z, x, y)| TileId::new(z, x, y).ok())
}

/// Splits the input at its first byte that is 0xff: the parts of readers that need two texts.
pub fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|byte| *byte == 0xff) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, &[]),
    }
}

/// No configured languages.
pub fn no_languages() -> Option<BTreeMap<String, Vec<String>>> {
    None
}
