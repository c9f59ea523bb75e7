//! The values that the features of one tile have.

use ahash::AHashMap;

use crate::style::expression::Value;

/// The values that the features of one tile have, out of all of the source.
pub(super) struct UsedValues<'s> {
    all: &'s [Value<'static>],
    new: Vec<Value<'static>>,
    at: AHashMap<u32, u32>,
}

impl<'s> UsedValues<'s> {
    /// None yet of `all`.
    pub(super) fn of(all: &'s [Value<'static>]) -> Self {
        Self { all, new: Vec::new(), at: AHashMap::new() }
    }

    /// The values, by the numbers that the features' tags have.
    pub(super) fn into_values(self) -> Vec<Value<'static>> {
        self.new
    }
}

impl UsedValues<'_> {
    pub(super) fn push(&mut self, value: Value<'static>) -> u32 {
        self.new.push(value);
        u32::try_from(self.new.len() - 1).unwrap_or(u32::MAX)
    }

    /// A feature's properties, numbered as in the tile.
    pub(super) fn tags(&mut self, tags: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut number = |value: u32| {
            let (all, new) = (self.all, &mut self.new);
            *self.at.entry(value).or_insert_with(|| {
                new.push(all.get(value as usize).cloned().unwrap_or(Value::Null));
                u32::try_from(new.len() - 1).unwrap_or(u32::MAX)
            })
        };
        tags.iter().map(|(key, value)| (*key, number(*value))).collect()
    }
}
