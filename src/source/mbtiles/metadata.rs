//! The `metadata` table of an archive.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, types::ValueRef};
use serde_json::{Map, Value};

use super::error::MbtilesError;
use crate::source::{TileInfo, VectorLayer};

/// The maximum number of rows.
const MAX_ROWS: usize = 1000;

/// The maximum size of all names and values, in bytes.
const MAX_BYTES: usize = 4 << 20;

const TOO_LARGE: MbtilesError = MbtilesError::Metadata { rows: MAX_ROWS, bytes: MAX_BYTES };

/// Reads the description of an archive and the format of its tiles.
pub(super) fn read(connection: &Connection) -> Result<(TileInfo, Option<String>), MbtilesError> {
    // Fails if the file is not an archive.
    connection.prepare("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")?;
    let mut query = connection.prepare("SELECT name, value FROM metadata")?;
    let (mut rows, mut count, mut bytes) = (BTreeMap::<String, String>::new(), 0, 0);
    let mut found = query.query(())?;
    while let Some(row) = found.next()? {
        let (name, value) = (row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?);
        let value = value.unwrap_or_default();
        (count, bytes) = (count + 1, bytes + name.len() + value.len());
        if count > MAX_ROWS || bytes > MAX_BYTES {
            return Err(TOO_LARGE);
        }
        if row.get_ref(1)? != ValueRef::Null {
            rows.insert(name, value);
        }
    }
    let mut map = rows.remove("json").map(|json| object(&json)).unwrap_or_default();
    map.extend(rows.into_iter().map(|(key, value)| (key, Value::String(value))));
    let format = map.get("format").and_then(Value::as_str).map(str::to_owned);
    let mut info = TileInfo::from_json(&map);
    if info.min_zoom.is_none() || info.max_zoom.is_none() {
        let zooms = |row: &Row<'_>| Ok((row.get::<_, Option<u8>>(0)?, row.get::<_, Option<u8>>(1)?));
        let (min, max) = connection.query_row("SELECT min(zoom_level), max(zoom_level) FROM tiles", (), zooms)?;
        (info.min_zoom, info.max_zoom) = (info.min_zoom.or(min), info.max_zoom.or(max));
    }
    Ok((info, format))
}

/// Reads the `vector_layers` in the row `json`, which contains the metadata without rows of their own.
pub(super) fn vector_layers(connection: &Connection) -> Result<Vec<VectorLayer>, MbtilesError> {
    let query = "SELECT value FROM metadata WHERE name = 'json'";
    let json: Option<String> = connection.query_row(query, (), |row| row.get(0)).optional()?;
    if json.as_ref().is_some_and(|json| json.len() > MAX_BYTES) {
        return Err(TOO_LARGE);
    }
    Ok(TileInfo::from_json(&json.map(|json| object(&json)).unwrap_or_default()).vector_layers)
}

/// The JSON object in `text`; empty if it is not one.
fn object(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}
