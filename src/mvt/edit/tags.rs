//! Rewrites tags and keeps geometry.

use crate::mvt::{Feature, Layer, LayerWriter, MAX_REWRITTEN, MvtError, Tile, Value, wire::put_bytes};

/// Maps key and value indices of a decoded layer to indices of a layer under construction. Each index is looked up
/// once.
#[derive(Debug)]
pub(super) struct IndexMap<'l, 'a> {
    layer: &'l Layer<'a>,
    keys: Vec<Option<u32>>,
    values: Vec<Option<u32>>,
}

impl<'l, 'a> IndexMap<'l, 'a> {
    pub(super) fn new(layer: &'l Layer<'a>) -> Self {
        Self { layer, keys: vec![None; layer.keys.len()], values: vec![None; layer.values.len()] }
    }

    /// Copies a tag.
    pub(super) fn tag(&mut self, writer: &mut LayerWriter, key: u32, value: u32) {
        let (Some(k), Some(v)) = (self.keys.get_mut(key as usize), self.values.get_mut(value as usize)) else { return };
        let (Some(text), Some(content)) = (self.layer.keys.get(key as usize), self.layer.values.get(value as usize))
        else {
            return;
        };
        let key = *k.get_or_insert_with(|| writer.key(text));
        let value = *v.get_or_insert_with(|| writer.value(*content));
        writer.tag_ids(key, value);
    }
}

/// Receives the new tags of a feature.
#[derive(Debug)]
pub struct TagEdit<'w, 'l, 'a> {
    writer: &'w mut LayerWriter,
    indices: &'w mut IndexMap<'l, 'a>,
    /// How many more bytes of text may be read and written for the tile.
    text_left: &'w mut usize,
}

impl TagEdit<'_, '_, '_> {
    /// Counts `bytes` of text that the edit reads. An error if the tile repeats too much text.
    pub fn spend(&mut self, bytes: usize) -> Result<(), MvtError> {
        *self.text_left = self.text_left.checked_sub(bytes).ok_or(MvtError::RepeatedText)?;
        Ok(())
    }

    /// Keeps a tag of the feature, given by its indices.
    pub fn keep(&mut self, key: u32, value: u32) {
        self.indices.tag(self.writer, key, value);
    }

    /// Adds a tag. An error if the tile repeats too much text.
    pub fn add(&mut self, key: &str, value: Value<'_>) -> Result<(), MvtError> {
        self.spend(key.len() + value.as_str().map_or(8, str::len))?;
        self.writer.tag(key, value);
        Ok(())
    }
}

/// Rewrites the tags of every layer that `wants` it: `edit` provides the new tags of each feature. Ids and geometries
/// stay unchanged; other layers are copied byte for byte.
pub fn rewrite_tags<'a, E>(
    tile: &Tile<'a>,
    mut wants: impl FnMut(&Layer<'a>) -> bool,
    mut edit: impl FnMut(&Layer<'a>, &Feature<'a>, &mut TagEdit<'_, '_, 'a>) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut text_left = MAX_REWRITTEN;
    let mut out = Vec::with_capacity(tile.layers.iter().map(|layer| layer.bytes.len() + 8).sum());
    for layer in &tile.layers {
        if !wants(layer) {
            put_bytes(&mut out, 3, layer.bytes);
            continue;
        }
        let mut writer = LayerWriter::like(layer);
        let mut indices = IndexMap::new(layer);
        for feature in &layer.features {
            let mut tags = TagEdit { writer: &mut writer, indices: &mut indices, text_left: &mut text_left };
            edit(layer, feature, &mut tags)?;
            writer.feature(feature.id, feature.kind, &feature.geometry);
        }
        writer.finish(&mut out);
    }
    Ok(out)
}
