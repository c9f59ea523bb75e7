//! Encodes layers and geometries. Unchanged geometry is copied.

use ahash::AHashMap;

use super::{
    GeometryType, Layer, Value,
    wire::{put_bytes, put_key, put_varint, zigzag},
};

/// Writes one layer: features in order, and each key and value once.
#[derive(Debug)]
pub struct LayerWriter {
    name: Vec<u8>,
    version: u32,
    extent: u32,
    features: Vec<u8>,
    count: usize,
    keys: Interned,
    values: Interned,
    /// The tags of the current feature.
    tags: Vec<u8>,
    scratch: Vec<u8>,
}

/// Encoded fields, and the index of each distinct content.
#[derive(Debug, Default)]
struct Interned {
    bytes: Vec<u8>,
    ids: AHashMap<Box<[u8]>, u32>,
}

impl Interned {
    fn id(&mut self, field: u32, content: &[u8]) -> u32 {
        if let Some(id) = self.ids.get(content) {
            return *id;
        }
        // Each content takes at least two encoded bytes, so 2³² of them do not fit into memory.
        let id = self.ids.len() as u32;
        self.ids.insert(content.into(), id);
        put_bytes(&mut self.bytes, field, content);
        id
    }
}

impl LayerWriter {
    /// Creates a version 2 layer without features.
    pub fn new(name: &str, extent: u32) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            version: 2,
            extent,
            features: Vec::new(),
            count: 0,
            keys: Interned::default(),
            values: Interned::default(),
            tags: Vec::new(),
            scratch: Vec::new(),
        }
    }

    /// Creates an empty layer with the name, version and extent of `layer`.
    pub fn like(layer: &Layer<'_>) -> Self {
        Self { version: layer.version, ..Self::new(layer.name, layer.extent) }
    }

    /// The index of `key` in this layer.
    pub fn key(&mut self, key: &str) -> u32 {
        self.keys.id(3, key.as_bytes())
    }

    /// The index of `value` in this layer.
    pub fn value(&mut self, value: Value<'_>) -> u32 {
        self.scratch.clear();
        value.encode(&mut self.scratch);
        self.values.id(4, &self.scratch)
    }

    /// Adds a tag to the feature that the next [`LayerWriter::feature`] writes.
    pub fn tag(&mut self, key: &str, value: Value<'_>) {
        let (key, value) = (self.key(key), self.value(value));
        self.tag_ids(key, value);
    }

    /// Like [`LayerWriter::tag`], with indices from this writer.
    pub fn tag_ids(&mut self, key: u32, value: u32) {
        put_varint(&mut self.tags, u64::from(key));
        put_varint(&mut self.tags, u64::from(value));
    }

    /// Removes the tags added since the last feature.
    pub fn discard_tags(&mut self) {
        self.tags.clear();
    }

    /// Writes a feature with the tags added since the last one. `geometry` is the packed command stream of another
    /// feature ([`super::Feature::packed_geometry`]) or of a [`GeometryWriter`].
    pub fn feature(&mut self, id: Option<u64>, kind: GeometryType, geometry: &[u8]) {
        let body = &mut self.scratch;
        body.clear();
        if let Some(id) = id {
            put_key(body, 1, 0);
            put_varint(body, id);
        }
        if !self.tags.is_empty() {
            put_bytes(body, 2, &self.tags);
            self.tags.clear();
        }
        if kind != GeometryType::Unknown {
            put_key(body, 3, 0);
            put_varint(body, kind as u64);
        }
        if !geometry.is_empty() {
            put_bytes(body, 4, geometry);
        }
        put_bytes(&mut self.features, 2, body);
        self.count += 1;
    }

    /// Whether no feature has been written.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Appends the layer to a tile.
    pub fn finish(self, tile: &mut Vec<u8>) {
        let mut head = Vec::with_capacity(self.name.len() + 16);
        put_key(&mut head, 15, 0);
        put_varint(&mut head, u64::from(self.version));
        put_bytes(&mut head, 1, &self.name);
        let mut tail = Vec::with_capacity(8);
        put_key(&mut tail, 5, 0);
        put_varint(&mut tail, u64::from(self.extent));
        let parts = [&head, &self.features, &self.keys.bytes, &self.values.bytes, &tail];
        put_key(tile, 3, 2);
        put_varint(tile, parts.iter().map(|part| part.len() as u64).sum());
        parts.iter().for_each(|part| tile.extend_from_slice(part));
    }
}

/// Writes the command stream of one feature. Positions are absolute, in MVT units.
#[derive(Debug, Default)]
pub struct GeometryWriter {
    bytes: Vec<u8>,
    x: i32,
    y: i32,
}

impl GeometryWriter {
    /// Removes everything but keeps the allocated memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.x, self.y) = (0, 0);
    }

    /// The packed stream so far.
    pub fn packed(&self) -> &[u8] {
        &self.bytes
    }

    /// Writes all points of a feature. An empty slice writes nothing.
    pub fn points(&mut self, points: &[[i32; 2]]) {
        if !points.is_empty() {
            self.command(1, points.len());
            self.positions(points);
        }
    }

    /// Writes a line of at least two points; fewer write nothing.
    pub fn line(&mut self, points: &[[i32; 2]]) {
        if let [first, rest @ ..] = points
            && !rest.is_empty()
        {
            self.command(1, 1);
            self.positions(&[*first]);
            self.command(2, rest.len());
            self.positions(rest);
        }
    }

    /// Writes a ring of at least three points, without repeating the first one; fewer write nothing.
    pub fn ring(&mut self, points: &[[i32; 2]]) {
        if points.len() >= 3 {
            self.line(points);
            self.command(7, 1);
        }
    }

    fn command(&mut self, command: u64, count: usize) {
        put_varint(&mut self.bytes, (count as u64) << 3 | command);
    }

    fn positions(&mut self, points: &[[i32; 2]]) {
        for [x, y] in points {
            put_varint(&mut self.bytes, u64::from(zigzag(x.wrapping_sub(self.x))));
            put_varint(&mut self.bytes, u64::from(zigzag(y.wrapping_sub(self.y))));
            (self.x, self.y) = (*x, *y);
        }
    }
}

impl Value<'_> {
    /// Writes the value message.
    fn encode(self, out: &mut Vec<u8>) {
        match self {
            Self::String(text) => put_bytes(out, 1, text.as_bytes()),
            Self::Float(v) => {
                put_key(out, 2, 5);
                out.extend_from_slice(&v.to_le_bytes());
            }
            Self::Double(v) => {
                put_key(out, 3, 1);
                out.extend_from_slice(&v.to_le_bytes());
            }
            Self::Int(v) => {
                put_key(out, 4, 0);
                put_varint(out, v as u64);
            }
            Self::Uint(v) => {
                put_key(out, 5, 0);
                put_varint(out, v);
            }
            Self::Sint(v) => {
                put_key(out, 6, 0);
                put_varint(out, (v << 1 ^ v >> 63) as u64);
            }
            Self::Bool(v) => {
                put_key(out, 7, 0);
                put_varint(out, u64::from(v));
            }
        }
    }
}
