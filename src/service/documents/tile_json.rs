//! `.json` tiles: the content of vector tiles.

use crate::{
    mvt::{JsonDetail, Tile, to_json},
    service::{error::TileError, stored::StoredBody},
};

use super::backing::Backing;

/// Writes the content of the tiles of `backing`, each of at most `limit` bytes decompressed.
pub(super) fn write(backing: &Backing, detail: JsonDetail, limit: usize) -> Result<StoredBody, TileError> {
    let mut parts = Vec::new();
    for body in &backing.tiles {
        let plain = body.unpacked(limit)?;
        let tile = Tile::decode(&plain).map_err(TileError::bad_tile)?;
        parts.push(to_json(&tile, detail).map_err(TileError::bad_tile)?);
    }
    Ok(backing.body(&joined(&parts, detail)))
}

/// Joins the members of all `parts` into one list or, for summaries, one object.
fn joined(parts: &[String], detail: JsonDetail) -> String {
    let (open, close) = if detail == JsonDetail::Summary { ('{', '}') } else { ('[', ']') };
    if let [only] = parts {
        return only.clone();
    }
    let inner: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.strip_prefix(open)?.strip_suffix(close))
        .filter(|part| !part.is_empty())
        .collect();
    format!("{open}{}{close}", inner.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tiles_of_several_sources_are_one_document() {
        let parts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(joined(&parts(&["[1,2]", "[]", "[3]"]), JsonDetail::Full), "[1,2,3]");
        assert_eq!(joined(&parts(&["{\"a\":1}", "{\"b\":2}"]), JsonDetail::Summary), "{\"a\":1,\"b\":2}");
        assert_eq!(joined(&[], JsonDetail::NoGeometry), "[]");
    }
}
