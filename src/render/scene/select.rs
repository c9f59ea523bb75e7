//! Selects the features that a layer draws.

use crate::{
    deadline::checkpoint,
    render::input::BoundLayer,
    style::{Layer, Property, expression::Context},
};

/// The features of `bound` that `layer` draws, in drawing order. `context` is the context of filters and layout
/// properties.
pub(super) fn select(
    layer: &Layer,
    sort_key: Option<&Property<Option<f64>>>,
    bound: &BoundLayer<'_>,
    context: &Context<'_>,
) -> Vec<usize> {
    let sort_key = sort_key.filter(|key| key.is_given());
    let mut chosen: Vec<(f64, usize)> = Vec::new();
    for (index, feature) in bound.features().enumerate() {
        checkpoint(20);
        let context = context.with_feature(&feature);
        if layer.accepts(&context) {
            let key = sort_key.and_then(|key| key.get(&context)).unwrap_or(0.0);
            chosen.push((key, index));
        }
    }
    if sort_key.is_some() {
        chosen.sort_by(|a, b| {
            checkpoint(1);
            a.0.total_cmp(&b.0)
        });
    }
    chosen.into_iter().map(|(_, index)| index).collect()
}
