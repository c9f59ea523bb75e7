//! Aggregated properties of clusters.

use super::properties::Properties;
use crate::style::{
    expression::{Context, Expression, GeometryKind, Value},
    source::{ACCUMULATED, ClusterSettings},
};

/// The values of the aggregated properties of a point or a cluster, in the order of [`ClusterSettings::properties`].
pub(super) type Aggregate = Vec<Value<'static>>;

/// Computes the properties of clusters.
pub(super) struct Aggregator<'s> {
    settings: &'s ClusterSettings,
    /// [`ACCUMULATED`] and the names of the properties, which `reduce` reads.
    names: Vec<String>,
    /// Pairs of each name with the value of the same index.
    tags: Vec<(u32, u32)>,
}

impl<'s> Aggregator<'s> {
    pub(super) fn new(settings: &'s ClusterSettings) -> Self {
        let own = settings.properties.iter().map(|property| property.name.clone());
        let names: Vec<String> = std::iter::once(ACCUMULATED.to_owned()).chain(own).collect();
        let tags = (0..).take(names.len()).map(|i| (i, i)).collect();
        Self { settings, names, tags }
    }

    /// Whether clusters only have the standard properties.
    pub(super) fn is_empty(&self) -> bool {
        self.settings.properties.is_empty()
    }

    /// The values of a single point.
    pub(super) fn of_point(&self, point: &Properties<'_>) -> Aggregate {
        point.in_context(GeometryKind::Point, &self.settings.keys, |context| {
            self.settings.properties.iter().map(|property| value(&property.map, context)).collect()
        })
    }

    /// Adds the values of a point or cluster to the values of a cluster.
    pub(super) fn add(&self, sum: &mut Aggregate, added: &[Value<'static>]) {
        let mut values = vec![Value::Null];
        values.extend_from_slice(added);
        for (property, sum) in self.settings.properties.iter().zip(sum) {
            if let Some(accumulated) = values.first_mut() {
                *accumulated = std::mem::replace(sum, Value::Null);
            }
            let seen = Properties { names: &self.names, values: &values, tags: &self.tags };
            *sum =
                seen.in_context(GeometryKind::Unknown, &self.settings.keys, |context| value(&property.reduce, context));
        }
    }
}

fn value(expression: &Expression, context: &Context<'_>) -> Value<'static> {
    expression.evaluate(context).map_or(Value::Null, Value::into_owned)
}
