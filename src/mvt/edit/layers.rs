//! Combines the layers of several tiles.

use std::collections::{BTreeMap, BTreeSet};

use crate::mvt::{
    Layer, Tile,
    wire::{FieldReader, put_bytes, put_varint},
};

/// Selects layers of a tile and renames them.
#[derive(Debug, Clone, Default)]
pub struct LayerChoice {
    /// The layers to include; all if `None`.
    pub only: Option<BTreeSet<String>>,
    /// The layers to exclude.
    pub except: BTreeSet<String>,
    /// Maps old names to new ones.
    pub rename: BTreeMap<String, String>,
}

impl LayerChoice {
    /// The new name of the layer `name`; `None` if it is not selected.
    pub fn name<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        let taken = self.only.as_ref().is_none_or(|only| only.contains(name)) && !self.except.contains(name);
        taken.then(|| self.rename.get(name).map_or(name, String::as_str))
    }

    /// Appends the selected layers of `tile` to `out`, except those whose name is already `taken`: the first layer of a
    /// name wins, because names must be unique within a tile.
    pub fn append(&self, tile: &Tile<'_>, taken: &mut BTreeSet<String>, out: &mut Vec<u8>) {
        for layer in &tile.layers {
            if let Some(name) = self.name(layer.name)
                && taken.insert(name.to_owned())
            {
                if name == layer.name {
                    put_bytes(out, 3, layer.bytes);
                } else {
                    put_bytes(out, 3, &renamed(layer, name));
                }
            }
        }
    }
}

/// The layer message with a different name.
fn renamed(layer: &Layer<'_>, name: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(layer.bytes.len() + name.len());
    put_bytes(&mut out, 1, name.as_bytes());
    let mut reader = FieldReader::new(layer.bytes);
    // The layer was decoded from these bytes, so they are valid.
    while let Ok(Some((field, wire))) = reader.field("a layer") {
        let before = reader.rest();
        if reader.skip(wire, "a layer").is_err() {
            break;
        }
        if field != 1 {
            put_varint(&mut out, field << 3 | u64::from(wire.number()));
            out.extend_from_slice(before.get(..before.len() - reader.rest().len()).unwrap_or_default());
        }
    }
    out
}
