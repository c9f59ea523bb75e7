//! `clusterProperties`: what a cluster knows of its points.

use maplibre_expr::{EvaluationContext, Expr, Feature, Value as Reference};
use serde_json::{Value as Json, json};

use super::cluster::Spot;
use crate::style::expression::Value;

/// Stands for `["accumulated"]` in the reference evaluator, which knows properties only.
const ACCUMULATED: &str = "\u{0}accumulated";

/// One property of clusters.
#[derive(Debug, Clone)]
struct Aggregate {
    name: String,
    /// A point's value.
    map: Expr,
    /// The value of two together.
    reduce: Expr,
}

/// All of them; those that are no expressions are left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Aggregates(Vec<Aggregate>);

/// A feature's properties.
type Properties<'p> = &'p dyn Fn(u64) -> Vec<(String, Reference)>;

impl Aggregates {
    pub fn of(json: Option<&Json>) -> Self {
        let Some(Json::Object(all)) = json else { return Self::default() };
        let read = |(name, json): (&String, &Json)| {
            let [operator, map] = json.as_array()?.as_slice() else { return None };
            let reduce = match operator {
                Json::String(operator) => json!([operator, ["accumulated"], ["get", name]]),
                other => other.clone(),
            };
            let compile = |json: &Json| {
                let parsed = maplibre_expr::parse(json).ok()?;
                maplibre_expr::typecheck(&parsed, None, false).ok()
            };
            Some(Aggregate { name: name.clone(), map: compile(map)?, reduce: compile(&accumulating(&reduce))? })
        };
        Self(all.iter().filter_map(read).collect())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|a| a.name.as_str())
    }

    /// The values of a cluster that begins with `spot`; `None` where nothing is asked for.
    pub fn first(&self, spot: &Spot, properties: Properties<'_>) -> Option<Vec<Value<'static>>> {
        (!self.0.is_empty()).then(|| self.values(spot, properties))
    }

    /// Adds `spot` to the values of a cluster.
    pub fn add(&self, values: &mut Option<Vec<Value<'static>>>, spot: &Spot, properties: Properties<'_>) {
        let Some(values) = values else { return };
        let added = self.values(spot, properties);
        let mut context = EvaluationContext::new().with_zoom(0.0);
        for (aggregate, value) in self.0.iter().zip(&added) {
            context.feature.properties.insert(aggregate.name.clone(), value.to_reference());
        }
        for (aggregate, sum) in self.0.iter().zip(values) {
            context.feature.properties.insert(ACCUMULATED.to_owned(), sum.to_reference());
            *sum = evaluate(&aggregate.reduce, &context);
        }
    }

    fn values(&self, spot: &Spot, properties: Properties<'_>) -> Vec<Value<'static>> {
        if let Some(shared) = &spot.shared {
            return shared.to_vec();
        }
        let properties = properties(spot.id).into_iter().collect();
        let feature = Feature { properties, geometry_type: Some("Point".to_owned()), ..Feature::default() };
        let context = EvaluationContext { feature, ..EvaluationContext::new().with_zoom(0.0) };
        self.0.iter().map(|aggregate| evaluate(&aggregate.map, &context)).collect()
    }
}

fn evaluate(expr: &Expr, context: &EvaluationContext) -> Value<'static> {
    maplibre_expr::evaluate(expr, context).map_or(Value::Null, Value::from_reference)
}

/// `json` with every `["accumulated"]` replaced.
fn accumulating(json: &Json) -> Json {
    match json {
        Json::Array(items) if matches!(items.as_slice(), [Json::String(op)] if op == "accumulated") => {
            json!(["get", ACCUMULATED])
        }
        Json::Array(items) => Json::Array(items.iter().map(accumulating).collect()),
        other => other.clone(),
    }
}
