//! Layers of several tiles in one.

use std::collections::{BTreeMap, BTreeSet};

use crate::mvt::{
    Layer, Tile,
    wire::{Reader, put_bytes, put_varint},
};

/// Which layers of a tile are taken, and what they are called then.
#[derive(Debug, Clone, Default)]
pub struct LayerChoice {
    /// Only these; all when `None`.
    pub only: Option<BTreeSet<String>>,
    /// Not these.
    pub except: BTreeSet<String>,
    /// Old name → new name.
    pub rename: BTreeMap<String, String>,
}

impl LayerChoice {
    /// The name under which the layer called `name` is taken.
    pub fn name<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        let taken = self.only.as_ref().is_none_or(|only| only.contains(name)) && !self.except.contains(name);
        taken.then(|| self.rename.get(name).map_or(name, String::as_str))
    }

    /// Appends the chosen layers of `tile` to `out`, except those whose name is `taken` already: of
    /// layers with one name the first wins, because a tile must not hold two.
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

/// The layer's message with another name.
fn renamed(layer: &Layer<'_>, name: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(layer.bytes.len() + name.len());
    put_bytes(&mut out, 1, name.as_bytes());
    let mut reader = Reader::new(layer.bytes);
    // The bytes were walked before, when the layer was decoded: no error can come.
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
