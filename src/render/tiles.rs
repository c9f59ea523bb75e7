//! Decoded tiles, bound to a style: every property that a style layer reads has its slot.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{Lines, SourceInfo, View};
use crate::{
    mvt::{self, Command},
    style::{
        Input, SourceType, Style,
        expression::{ABSENT, Feature, GeometryKind, Keys, Value, WholeFeatures},
    },
    tile::{LonLat, TileId},
};

/// The tiles a picture is made of.
#[derive(Debug, Default)]
pub struct TileSet<'a> {
    sources: BTreeMap<String, SourceTiles<'a>>,
}

#[derive(Debug, Default)]
struct SourceTiles<'a> {
    info: SourceInfo,
    vector: BTreeMap<TileId, VectorTile<'a>>,
    raster: BTreeMap<TileId, tiny_skia::Pixmap>,
    image: Option<Arc<tiny_skia::Pixmap>>,
}

impl<'a> TileSet<'a> {
    /// No tiles yet; what is known of the sources by their names in the style.
    pub fn new(infos: &BTreeMap<String, SourceInfo>) -> Self {
        let empty = |info: &SourceInfo| SourceTiles { info: *info, ..SourceTiles::default() };
        Self { sources: infos.iter().map(|(name, info)| (name.clone(), empty(info))).collect() }
    }

    fn source(&mut self, name: &str) -> &mut SourceTiles<'a> {
        self.sources.entry(name.to_owned()).or_default()
    }

    /// Adds a vector tile of the source called `source` in the style.
    pub fn insert_vector(&mut self, source: &str, tile: VectorTile<'a>) {
        self.source(source).vector.insert(tile.id, tile);
    }

    /// Adds an image tile.
    pub fn insert_raster(&mut self, source: &str, id: TileId, image: tiny_skia::Pixmap) {
        self.source(source).raster.insert(id, image);
    }

    /// Sets the picture of an `image` source.
    pub fn insert_image(&mut self, source: &str, image: Arc<tiny_skia::Pixmap>) {
        self.source(source).image = Some(image);
    }

    /// The picture of an `image` source.
    pub fn image(&self, source: &str) -> Option<&tiny_skia::Pixmap> {
        self.sources.get(source)?.image.as_deref()
    }

    /// A vector tile, if it is there.
    pub fn vector_tile(&self, source: &str, id: TileId) -> Option<&VectorTile<'a>> {
        self.sources.get(source)?.vector.get(&id)
    }

    /// An image tile, if it is there.
    pub fn raster_tile(&self, source: &str, id: TileId) -> Option<&tiny_skia::Pixmap> {
        self.sources.get(source)?.raster.get(&id)
    }

    /// The vector tiles of `source` in a fixed order.
    pub fn vector(&self, source: &str) -> impl Iterator<Item = &VectorTile<'a>> {
        self.sources.get(source).into_iter().flat_map(|s| s.vector.values())
    }

    /// The zoom of the tiles of `source` that `view` shows; `None` where there are none.
    pub fn zoom_for(&self, source: &str, view: &View, kind: SourceType) -> Option<u8> {
        self.sources.get(source)?.info.zoom_for(view, kind)
    }
}

/// One vector tile: the layers that the style reads.
#[derive(Debug)]
pub struct VectorTile<'a> {
    /// Which tile.
    pub id: TileId,
    /// Index into [`Style::inputs`] and the layer.
    layers: Vec<(usize, BoundLayer<'a>)>,
}

impl<'a> VectorTile<'a> {
    /// Binds the layers of `tile` that `style` reads from `source`.
    pub fn bind(style: &Style, source: &str, id: TileId, tile: mvt::Tile<'a>) -> Self {
        let mut layers = Vec::new();
        for layer in tile.layers {
            let reads = |i: &Input| i.source == source && i.source_layer.as_deref() == Some(layer.name);
            if let Some((at, input)) = style.inputs.iter().enumerate().find(|(_, i)| reads(i)) {
                layers.push((at, BoundLayer::from_mvt(layer, id, &input.keys)));
            }
        }
        Self { id, layers }
    }

    /// A tile with the one layer of a GeoJSON source, which style input `input` reads.
    pub fn of_layer(id: TileId, input: usize, layer: BoundLayer<'a>) -> Self {
        Self { id, layers: vec![(input, layer)] }
    }

    /// The layer that [`Style::inputs`]`[input]` names, if the tile has it.
    pub fn layer(&self, input: usize) -> Option<&BoundLayer<'a>> {
        self.layers.iter().find(|(at, _)| *at == input).map(|(_, layer)| layer)
    }
}

/// One layer of a vector tile with its features.
#[derive(Debug)]
pub struct BoundLayer<'a> {
    /// Units per tile side.
    pub extent: u32,
    tile: TileId,
    keys: Vec<Cow<'a, str>>,
    values: Vec<Value<'a>>,
    features: Vec<RawFeature<'a>>,
    /// For every feature one value index per slot.
    slots: Vec<u32>,
    width: usize,
}

/// A feature before it is bound.
#[derive(Debug)]
pub struct RawFeature<'a> {
    /// Its id, null where it has none.
    pub id: Value<'a>,
    /// Its geometry class.
    pub kind: GeometryKind,
    /// Its properties and shape.
    pub content: Content<'a>,
}

/// Where a feature's properties and geometry come from.
#[derive(Debug)]
pub enum Content<'a> {
    /// Still packed as in the vector tile.
    Packed(mvt::Feature<'a>),
    /// Unpacked, as it is cut from GeoJSON.
    Plain {
        /// Key and value indices.
        tags: Vec<(u32, u32)>,
        /// Geometry in extent units.
        lines: Lines,
        /// For each line at which part of the whole line (0 to 1) it begins and ends.
        spans: Vec<[f64; 2]>,
    },
}

impl<'a> BoundLayer<'a> {
    /// Binds a decoded layer.
    pub fn from_mvt(layer: mvt::Layer<'a>, tile: TileId, wanted: &Keys) -> Self {
        let raw = |feature: mvt::Feature<'a>| RawFeature {
            // As JavaScript, where ids are doubles.
            id: feature.id.map_or(Value::Null, |id| Value::Number(id as f64)),
            kind: match feature.kind {
                mvt::GeometryKind::Point => GeometryKind::Point,
                mvt::GeometryKind::Line => GeometryKind::Line,
                mvt::GeometryKind::Polygon => GeometryKind::Polygon,
                mvt::GeometryKind::Unknown => GeometryKind::Unknown,
            },
            content: Content::Packed(feature),
        };
        let keys = layer.keys.into_iter().map(Cow::Borrowed).collect();
        let values = layer.values.into_iter().map(value).collect();
        Self::new(tile, layer.extent, keys, values, layer.features.into_iter().map(raw).collect(), wanted)
    }

    /// Binds features: `wanted` are the properties that style layers read.
    pub fn new(
        tile: TileId,
        extent: u32,
        keys: Vec<Cow<'a, str>>,
        values: Vec<Value<'a>>,
        features: Vec<RawFeature<'a>>,
        wanted: &Keys,
    ) -> Self {
        let width = wanted.len();
        let mut slot_of_key = vec![ABSENT; keys.len()];
        for (slot, name) in (0u32..).zip(wanted.names()) {
            // Broken encoders repeat keys; all of them mean the same slot.
            for (key, of) in keys.iter().zip(&mut slot_of_key) {
                if key == name {
                    *of = slot;
                }
            }
        }
        let mut slots = vec![ABSENT; features.len() * width];
        if width > 0 {
            for (feature, row) in features.iter().zip(slots.chunks_exact_mut(width)) {
                let mut set = |key: u32, value: u32| {
                    let slot = slot_of_key.get(key as usize).copied().unwrap_or(ABSENT);
                    if let Some(cell) = row.get_mut(slot as usize) {
                        *cell = value;
                    }
                };
                match &feature.content {
                    Content::Packed(f) => f.tags().for_each(|(k, v)| set(k, v)),
                    Content::Plain { tags, .. } => tags.iter().for_each(|(k, v)| set(*k, *v)),
                }
            }
        }
        Self { extent, tile, keys, values, features, slots, width }
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The feature at `index` as expressions see it.
    pub fn feature(&self, index: usize) -> Option<Feature<'_>> {
        let raw = self.features.get(index)?;
        let slots = self.slots.get(index * self.width..(index + 1) * self.width)?;
        Some(Feature { id: raw.id.borrowed(), kind: raw.kind, slots, values: &self.values, whole: self, index })
    }

    /// All features in drawing order.
    pub fn features(&self) -> impl Iterator<Item = Feature<'_>> {
        (0..self.len()).filter_map(|i| self.feature(i))
    }

    /// Writes the geometry of the feature at `index`, in extent units, into `lines` (which is cleared):
    /// each point a line of its own, rings without their closing vertex. What is broken is left out.
    pub fn geometry(&self, index: usize, lines: &mut Lines) {
        lines.clear();
        match self.features.get(index).map(|f| (&f.content, f.kind)) {
            Some((Content::Packed(f), kind)) => {
                for command in f.geometry().map_while(Result::ok) {
                    match command {
                        Command::MoveTo(x, y) => {
                            lines.end();
                            lines.push([f64::from(x), f64::from(y)]);
                        }
                        Command::LineTo(x, y) => lines.push([f64::from(x), f64::from(y)]),
                        Command::ClosePath => lines.end(),
                    }
                    if kind == GeometryKind::Point {
                        lines.end();
                    }
                }
                lines.end();
            }
            Some((Content::Plain { lines: plain, .. }, _)) => plain.iter().for_each(|l| lines.line(l.iter().copied())),
            None => {}
        }
    }
}

impl BoundLayer<'_> {
    /// For each line of the feature at `index` at which part of the whole line it begins and ends. Empty
    /// for features of vector tiles, which do not know.
    pub fn spans(&self, index: usize) -> &[[f64; 2]] {
        match self.features.get(index).map(|f| &f.content) {
            Some(Content::Plain { spans, .. }) => spans,
            _ => &[],
        }
    }
}

impl WholeFeatures for BoundLayer<'_> {
    fn properties(&self, index: usize, visit: &mut dyn FnMut(&str, &Value<'_>)) {
        let mut tag = |key: u32, value: u32| {
            if let (Some(key), Some(value)) = (self.keys.get(key as usize), self.values.get(value as usize)) {
                visit(key, value);
            }
        };
        match self.features.get(index).map(|f| &f.content) {
            Some(Content::Packed(f)) => f.tags().for_each(|(k, v)| tag(k, v)),
            Some(Content::Plain { tags, .. }) => tags.iter().for_each(|(k, v)| tag(*k, *v)),
            None => {}
        }
    }

    fn lon_lat(&self, index: usize) -> Vec<Vec<(f64, f64)>> {
        let mut lines = Lines::default();
        self.geometry(index, &mut lines);
        let side = f64::from(self.extent) * f64::from(self.tile.across());
        let origin = [f64::from(self.tile.x()), f64::from(self.tile.y())].map(|c| c * f64::from(self.extent));
        let degrees = |p: &[f64; 2]| {
            let at = LonLat::from_unit((origin[0] + p[0]) / side, (origin[1] + p[1]) / side);
            (at.lon, at.lat)
        };
        lines.iter().map(|line| line.iter().map(degrees).collect()).collect()
    }
}

fn value(value: mvt::Value<'_>) -> Value<'_> {
    match value {
        mvt::Value::String(s) => Value::String(Cow::Borrowed(s)),
        mvt::Value::Bool(b) => Value::Bool(b),
        other => other.as_f64().map_or(Value::Null, Value::Number),
    }
}
