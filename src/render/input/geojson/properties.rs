//! Properties of features before they are cut into tiles.

use crate::style::expression::{ABSENT, Context, Feature, GeometryKind, Keys, Value, WholeFeatures};

/// A feature's properties: pairs of indices into names and values.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Properties<'p> {
    pub names: &'p [String],
    pub values: &'p [Value<'static>],
    pub tags: &'p [(u32, u32)],
}

impl Properties<'_> {
    /// Calls `read` with a context at zoom 0 and a feature of `kind` with these properties. `keys` are the slots of the
    /// expressions.
    pub(super) fn in_context<T>(&self, kind: GeometryKind, keys: &Keys, read: impl FnOnce(&Context<'_>) -> T) -> T {
        let slot = |name: &str| self.pairs().find(|(known, _)| *known == name).map_or(ABSENT, |(_, at)| at);
        let slots: Vec<u32> = keys.names().map(slot).collect();
        let feature = Feature { id: Value::Null, kind, slots: &slots, values: self.values, whole: self, index: 0 };
        read(&Context::at_zoom(0.0).with_feature(&feature))
    }

    /// Pairs of name and value index.
    fn pairs(&self) -> impl Iterator<Item = (&str, u32)> {
        self.tags.iter().filter_map(|(name, value)| Some((self.names.get(*name as usize)?.as_str(), *value)))
    }
}

impl WholeFeatures for Properties<'_> {
    fn properties(&self, _: usize, visit: &mut dyn FnMut(&str, &Value<'_>)) {
        for (name, at) in self.pairs() {
            if let Some(value) = self.values.get(at as usize) {
                visit(name, value);
            }
        }
    }

    /// Source filters and cluster expressions cannot access geometry.
    fn lon_lat(&self, _: usize) -> Vec<Vec<(f64, f64)>> {
        Vec::new()
    }
}
