//! Layers of vector tiles, bound to a style: every property that a style layer reads has a slot.

use std::{borrow::Cow, sync::OnceLock};

use crate::{
    deadline::checkpoint,
    mvt::{self, Command},
    render::geometry::{Lines, Rect},
    style::expression::{ABSENT, Feature, GeometryKind, Keys, Value, WholeFeatures},
    tile::{LonLat, TileId},
};

/// Maximum number of commands of a feature that are drawn, as a bound for memory. The densest features of real tiles have
/// some ten thousand.
const MAX_VERTICES: usize = 1 << 21;

/// One layer of a vector tile with its features.
#[derive(Debug)]
pub struct BoundLayer<'a> {
    /// Extent of the tile: units per side.
    pub extent: u32,
    tile: TileId,
    keys: Vec<Cow<'a, str>>,
    values: Vec<Value<'a>>,
    features: Vec<RawFeature<'a>>,
    /// For every feature, one value index per slot.
    slots: Vec<u32>,
    width: usize,
    /// The bounds of every feature in MVT units, once they are asked for.
    bounds: OnceLock<Vec<Option<Rect>>>,
}

/// A feature before it is bound.
#[derive(Debug)]
pub struct RawFeature<'a> {
    /// The feature's id, or null.
    pub id: Value<'a>,
    /// The geometry type.
    pub kind: GeometryKind,
    /// Properties and geometry.
    pub content: FeatureContent<'a>,
}

/// A feature's properties and geometry.
#[derive(Debug)]
pub enum FeatureContent<'a> {
    /// Encoded as in the vector tile.
    Packed(mvt::Feature<'a>),
    /// Decoded, as cut from GeoJSON.
    Plain {
        /// Pairs of key and value indices.
        tags: Vec<(u32, u32)>,
        /// Geometry in MVT units.
        lines: Lines,
        /// For each line, its start and end as fractions (0 to 1) of the whole line.
        spans: Vec<[f64; 2]>,
    },
}

impl<'a> BoundLayer<'a> {
    /// Binds a decoded layer.
    pub fn from_mvt(layer: mvt::Layer<'a>, tile: TileId, wanted: &Keys) -> Self {
        let raw = |feature: mvt::Feature<'a>| RawFeature {
            // As in JavaScript, where ids are doubles.
            id: feature.id.map_or(Value::Null, |id| Value::Number(id as f64)),
            kind: match feature.kind {
                mvt::GeometryType::Point => GeometryKind::Point,
                mvt::GeometryType::Line => GeometryKind::Line,
                mvt::GeometryType::Polygon => GeometryKind::Polygon,
                mvt::GeometryType::Unknown => GeometryKind::Unknown,
            },
            content: FeatureContent::Packed(feature),
        };
        let keys = layer.keys.into_iter().map(Cow::Borrowed).collect();
        let values = layer.values.into_iter().map(value).collect();
        Self::new(tile, layer.extent, keys, values, layer.features.into_iter().map(raw).collect(), wanted)
    }

    /// Binds features. `wanted` are the properties that style layers read.
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
            // Broken encoders repeat keys: all copies share one slot.
            checkpoint(keys.len());
            for (key, of) in keys.iter().zip(&mut slot_of_key) {
                if key == name {
                    *of = slot;
                }
            }
        }
        let mut slots = vec![ABSENT; features.len() * width];
        if width > 0 {
            for (feature, row) in features.iter().zip(slots.chunks_exact_mut(width)) {
                checkpoint(10 + width);
                let mut set = |key: u32, value: u32| {
                    let slot = slot_of_key.get(key as usize).copied().unwrap_or(ABSENT);
                    if let Some(cell) = row.get_mut(slot as usize) {
                        *cell = value;
                    }
                };
                match &feature.content {
                    FeatureContent::Packed(f) => f.tags().for_each(|(k, v)| set(k, v)),
                    FeatureContent::Plain { tags, .. } => tags.iter().for_each(|(k, v)| set(*k, *v)),
                }
            }
        }
        Self { extent, tile, keys, values, features, slots, width, bounds: OnceLock::new() }
    }

    /// The size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let names = self.keys.len() * size_of::<Cow<'_, str>>() + self.values.len() * size_of::<Value<'_>>();
        let bounds = self.bounds.get().map_or(0, Vec::len) * size_of::<Option<Rect>>();
        names + bounds + self.features.len() * size_of::<RawFeature<'_>>() + self.slots.len() * size_of::<u32>()
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// Whether there are no features.
    pub fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The geometry type of the feature at `index`.
    pub(crate) fn kind(&self, index: usize) -> Option<GeometryKind> {
        self.features.get(index).map(|feature| feature.kind)
    }

    /// The bounds of the feature at `index`, in MVT units; `None` if it has no points.
    pub(crate) fn bounds(&self, index: usize) -> Option<Rect> {
        let all = || {
            let mut lines = Lines::default();
            let bounds = |index| {
                self.geometry(index, &mut lines);
                checkpoint(10 + lines.points().len());
                Rect::around(lines.points())
            };
            (0..self.len()).map(bounds).collect()
        };
        self.bounds.get_or_init(all).get(index).copied().flatten()
    }

    /// The feature at `index`, as seen by expressions.
    pub fn feature(&self, index: usize) -> Option<Feature<'_>> {
        let raw = self.features.get(index)?;
        let slots = self.slots.get(index * self.width..(index + 1) * self.width)?;
        Some(Feature { id: raw.id.borrowed(), kind: raw.kind, slots, values: &self.values, whole: self, index })
    }

    /// All features in drawing order.
    pub fn features(&self) -> impl Iterator<Item = Feature<'_>> {
        (0..self.len()).filter_map(|i| self.feature(i))
    }

    /// Writes the geometry of the feature at `index`, in MVT units, into `lines` (cleared first). Each point is a line
    /// of its own, and rings have no closing vertex. Geometry after a decoding error is dropped, and that of a feature with
    /// millions of vertices is cut off.
    pub fn geometry(&self, index: usize, lines: &mut Lines) {
        lines.clear();
        match self.features.get(index).map(|f| (&f.content, f.kind)) {
            Some((FeatureContent::Packed(f), kind)) => {
                for command in f.geometry().map_while(Result::ok).take(MAX_VERTICES) {
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
            Some((FeatureContent::Plain { lines: plain, .. }, _)) => {
                checkpoint(plain.points().len());
                plain.iter().for_each(|l| lines.line(l.iter().copied()))
            }
            None => {}
        }
    }
}

impl BoundLayer<'_> {
    /// For each line of the feature at `index`, its start and end as fractions of the whole line. Empty for features of
    /// vector tiles, which do not contain this information.
    pub fn spans(&self, index: usize) -> &[[f64; 2]] {
        match self.features.get(index).map(|f| &f.content) {
            Some(FeatureContent::Plain { spans, .. }) => spans,
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
            Some(FeatureContent::Packed(f)) => f.tags().for_each(|(k, v)| tag(k, v)),
            Some(FeatureContent::Plain { tags, .. }) => tags.iter().for_each(|(k, v)| tag(*k, *v)),
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
