//! The metadata and the tiles of MBTiles archives.
#![no_main]

use karto::{
    settings::MbtilesSettings,
    source::mbtiles::{Mbtiles, vector_layers},
    tile::TileId,
};
use karto_fuzz::*;
use libfuzzer_sys::fuzz_target;
use rusqlite::Connection;

fuzz_target!(|data: &[u8]| {
    let (first, second) = halves(data);
    let path = file("archive.mbtiles", b"");
    let base = Connection::open(&path).expect("a file");
    base.execute_batch(
        "PRAGMA journal_mode = off; PRAGMA synchronous = off; CREATE TABLE metadata (name, value);
         CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);",
    )
    .expect("tables");
    let json = String::from_utf8_lossy(first);
    base.execute("INSERT INTO metadata VALUES ('json', ?1), ('bounds', ?1), ('maxzoom', ?1)", [&json]).expect("rows");
    base.execute("INSERT INTO tiles VALUES (0, 0, 0, ?1)", [second]).expect("a row");
    drop(base);
    let _ = vector_layers(&path);
    let Ok(archive) = wait(Mbtiles::open(id(), &MbtilesSettings { path }, LIMIT)) else { return };
    ask(&archive, TileId::WORLD);
});
