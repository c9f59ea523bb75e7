//! Decodes bytes into a tile that borrows from them (specification 2.1, section 4).

use std::borrow::Cow;

use super::{
    Commands, GeometryError, GeometryType, MAX_EXTENT, MAX_FEATURES, MAX_KEYS_AND_VALUES, MAX_LAYERS, MvtError, Value,
    wire::{FieldReader, WireType, varint},
};

/// A decoded vector tile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tile<'a> {
    /// In the order of the tile; names are unique.
    pub layers: Vec<Layer<'a>>,
}

/// One layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer<'a> {
    /// The layer's name, unique in its tile.
    pub name: &'a str,
    /// Version, 1 or 2.
    pub version: u32,
    /// Extent: units per tile side, `1..=`[`MAX_EXTENT`].
    pub extent: u32,
    /// The keys, to which the key indices of tags refer.
    pub keys: Vec<&'a str>,
    /// The values, to which the value indices of tags refer.
    pub values: Vec<Value<'a>>,
    /// In the order of the layer, which is the drawing order.
    pub features: Vec<Feature<'a>>,
    /// The encoded layer message.
    pub(super) bytes: &'a [u8],
}

/// One feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature<'a> {
    /// The id, if present.
    pub id: Option<u64>,
    /// The geometry type.
    pub kind: GeometryType,
    pub(super) tags: Cow<'a, [u8]>,
    pub(super) geometry: Cow<'a, [u8]>,
}

impl<'a> Tile<'a> {
    /// Decodes uncompressed `bytes`. The error is the first one that was found.
    ///
    /// Everything except the geometries is checked: see [`Feature::geometry`]. Empty bytes are a tile without layers.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, MvtError> {
        const WHAT: &str = "the tile";
        let mut reader = FieldReader::new(bytes);
        let mut layers: Vec<Layer<'a>> = Vec::new();
        let mut left = Left { features: MAX_FEATURES, keys_and_values: MAX_KEYS_AND_VALUES };
        while let Some((field, wire)) = reader.field(WHAT)? {
            if field != 3 {
                reader.skip(wire, WHAT)?;
                continue;
            }
            wire.expect(WireType::Bytes, "a layer")?;
            if layers.len() == MAX_LAYERS {
                return Err(MvtError::TooManyLayers);
            }
            let layer = Layer::decode(reader.bytes("a layer")?, layers.len(), &mut left)?;
            if layers.iter().any(|other| other.name == layer.name) {
                return Err(MvtError::DuplicateLayer { name: layer.name.to_owned() });
            }
            layers.push(layer);
        }
        Ok(Self { layers })
    }

    /// The layer with the given name.
    pub fn layer(&self, name: &str) -> Option<&Layer<'a>> {
        self.layers.iter().find(|layer| layer.name == name)
    }

    /// Checks all geometries. The error is the first one that was found.
    pub fn check_geometries(&self) -> Result<(), MvtError> {
        for layer in &self.layers {
            for (feature, f) in layer.features.iter().enumerate() {
                if let Some(error) = f.geometry().find_map(Result::err) {
                    return Err(in_layer(layer.name, MvtError::Geometry { feature, error }));
                }
            }
        }
        Ok(())
    }
}

/// How many more features, keys and values a tile may have.
struct Left {
    features: usize,
    keys_and_values: usize,
}

fn in_layer(name: &str, error: MvtError) -> MvtError {
    MvtError::InLayer { layer: name.to_owned(), error: Box::new(error) }
}

impl<'a> Layer<'a> {
    fn decode(bytes: &'a [u8], index: usize, left: &mut Left) -> Result<Self, MvtError> {
        let mut layer =
            Self { name: "", version: 1, extent: 4096, keys: vec![], values: vec![], features: vec![], bytes };
        let read = layer.read(bytes, left);
        match (layer.name, read) {
            ("", Ok(())) => Err(MvtError::NoLayerName { index }),
            ("", Err(error)) => Err(error),
            (name, Err(error)) => Err(in_layer(name, error)),
            (_, Ok(())) => Ok(layer),
        }
    }

    fn read(&mut self, bytes: &'a [u8], left: &mut Left) -> Result<(), MvtError> {
        let mut reader = FieldReader::new(bytes);
        while let Some((field, wire)) = reader.field("a layer")? {
            match field {
                1 => {
                    wire.expect(WireType::Bytes, "a layer's name")?;
                    self.name = reader.text("a layer's name")?;
                }
                2 => {
                    wire.expect(WireType::Bytes, "a feature")?;
                    left.features = left.features.checked_sub(1).ok_or(MvtError::TooManyFeatures)?;
                    self.features.push(Feature::decode(reader.bytes("a feature")?, self.features.len())?);
                }
                3 => {
                    wire.expect(WireType::Bytes, "a key")?;
                    left.keys_and_values = left.keys_and_values.checked_sub(1).ok_or(MvtError::TooManyKeysAndValues)?;
                    self.keys.push(reader.text("a key")?);
                }
                4 => {
                    wire.expect(WireType::Bytes, "a value")?;
                    left.keys_and_values = left.keys_and_values.checked_sub(1).ok_or(MvtError::TooManyKeysAndValues)?;
                    self.values.push(Value::decode(reader.bytes("a value")?, self.values.len())?);
                }
                5 => {
                    wire.expect(WireType::Varint, "an extent")?;
                    self.extent = reader.varint32("an extent")?;
                }
                15 => {
                    wire.expect(WireType::Varint, "a version")?;
                    self.version = reader.varint32("a version")?;
                }
                _ => reader.skip(wire, "a layer")?,
            }
        }
        if !matches!(self.version, 1 | 2) {
            return Err(MvtError::Version { version: self.version });
        }
        if !(1..=MAX_EXTENT).contains(&self.extent) {
            return Err(MvtError::Extent { extent: self.extent });
        }
        // Keys and values may follow the features, so tags can only be checked here.
        let (keys, values) = (self.keys.len() as u64, self.values.len() as u64);
        self.features.iter().enumerate().try_for_each(|(index, f)| check_tags(&f.tags, keys, values, index))
    }

    /// The index of `key` among the keys.
    pub fn key_index(&self, key: &str) -> Option<u32> {
        self.keys.iter().position(|k| *k == key).and_then(|i| u32::try_from(i).ok())
    }

    /// The key and value of every tag of `feature`, which must belong to this layer.
    pub fn tags<'s>(&'s self, feature: &'s Feature<'a>) -> impl Iterator<Item = (&'a str, Value<'a>)> + 's {
        feature
            .tags()
            .filter_map(|(key, value)| Some((*self.keys.get(key as usize)?, *self.values.get(value as usize)?)))
    }
}

fn check_tags(mut packed: &[u8], keys: u64, values: u64, feature: usize) -> Result<(), MvtError> {
    while !packed.is_empty() {
        let key = varint(&mut packed).map_err(|_| MvtError::Truncated { what: "tags" })?;
        if packed.is_empty() {
            return Err(MvtError::OddTags { feature });
        }
        let value = varint(&mut packed).map_err(|_| MvtError::Truncated { what: "tags" })?;
        if key >= keys || value >= values {
            return Err(MvtError::TagIndex { feature });
        }
    }
    Ok(())
}

impl<'a> Feature<'a> {
    fn decode(bytes: &'a [u8], index: usize) -> Result<Self, MvtError> {
        let mut feature =
            Self { id: None, kind: GeometryType::Unknown, tags: Cow::Borrowed(&[]), geometry: Cow::Borrowed(&[]) };
        let mut reader = FieldReader::new(bytes);
        while let Some((field, wire)) = reader.field("a feature")? {
            match field {
                1 => {
                    wire.expect(WireType::Varint, "a feature's id")?;
                    feature.id = Some(reader.varint("a feature's id")?);
                }
                2 => reader.packed(wire, &mut feature.tags, "tags")?,
                3 => {
                    wire.expect(WireType::Varint, "a geometry type")?;
                    feature.kind = match reader.varint("a geometry type")? {
                        0 => GeometryType::Unknown,
                        1 => GeometryType::Point,
                        2 => GeometryType::Line,
                        3 => GeometryType::Polygon,
                        kind => return Err(MvtError::GeometryType { feature: index, kind }),
                    };
                }
                4 => reader.packed(wire, &mut feature.geometry, "a geometry")?,
                _ => reader.skip(wire, "a feature")?,
            }
        }
        Ok(feature)
    }

    /// The tags as indices into the layer's keys and values; all of them are valid.
    pub fn tags(&self) -> Tags<'_> {
        Tags { rest: &self.tags }
    }

    /// The geometry, which is checked while it is decoded. A feature without a geometry yields
    /// [`GeometryError::Empty`].
    pub fn geometry(&self) -> Commands<'_> {
        Commands::new(&self.geometry, self.kind)
    }

    /// The encoded geometry: the varints of the command stream.
    pub fn packed_geometry(&self) -> &[u8] {
        &self.geometry
    }

    /// Checks that the geometry is valid for its type.
    pub fn check_geometry(&self) -> Result<(), GeometryError> {
        self.geometry().find_map(Result::err).map_or(Ok(()), Err)
    }
}

/// Iterator over the tags of a feature as `(key index, value index)`.
#[derive(Debug, Clone)]
pub struct Tags<'a> {
    rest: &'a [u8],
}

impl Iterator for Tags<'_> {
    type Item = (u32, u32);

    #[inline]
    fn next(&mut self) -> Option<(u32, u32)> {
        // Checked in decode: the number of varints is even, and all indices are in range.
        let key = varint(&mut self.rest).ok()?;
        let value = varint(&mut self.rest).ok()?;
        Some((key as u32, value as u32))
    }
}
