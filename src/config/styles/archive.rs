//! The vector layers that archives on this machine say they have, for checks before anything is opened for good.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use crate::mvt::{Packing, unpack};

/// Most metadata read, in bytes.
const MAX_METADATA: usize = 8 << 20;

/// The layers in the metadata of the MBTiles archive at `path`; `None` where it says nothing of them.
pub(super) fn mbtiles_layers(path: &Path) -> Option<BTreeSet<String>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).ok()?;
    let json: String =
        connection.query_row("SELECT value FROM metadata WHERE name = 'json'", (), |row| row.get(0)).ok()?;
    names(&serde_json::from_str(&json).ok()?)
}

/// The layers in the metadata of the PMTiles archive (version 3) at `path`; `None` where it says nothing of them.
pub(super) fn pmtiles_layers(path: &Path) -> Option<BTreeSet<String>> {
    let mut file = File::open(path).ok()?;
    let mut header = [0; 127];
    file.read_exact(&mut header).ok()?;
    if !header.starts_with(b"PMTiles\x03") {
        return None;
    }
    let number = |at: usize| Some(u64::from_le_bytes(header.get(at..at + 8)?.try_into().ok()?));
    let (offset, length) = (number(24)?, usize::try_from(number(32)?).ok()?);
    if length > MAX_METADATA {
        return None;
    }
    file.seek(SeekFrom::Start(offset)).ok()?;
    let mut packed = vec![0; length];
    file.read_exact(&mut packed).ok()?;
    let packing = if header.get(97) == Some(&3) { Packing::Brotli } else { Packing::Detect };
    names(&serde_json::from_slice(&unpack(&packed, packing, MAX_METADATA).ok()?).ok()?)
}

fn names(metadata: &Value) -> Option<BTreeSet<String>> {
    let layers = metadata.get("vector_layers")?.as_array()?;
    Some(layers.iter().filter_map(|layer| Some(layer.get("id")?.as_str()?.to_owned())).collect())
}
