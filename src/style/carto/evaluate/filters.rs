//! Evaluates filters.

use super::Evaluator;
use crate::style::carto::filter::{FilterArena, FilterId};

/// Replaces the variables in a filter, once for all selectors that share it.
pub(crate) fn filter_values(id: FilterId, filters: &mut FilterArena, evaluator: &mut Evaluator<'_>) {
    let Some(filter) = filters.filter(id).filter(|f| !f.evaluated) else { return };
    let (key, value) = (filter.key.clone(), filter.value.clone());
    let (key, value) = (evaluator.evaluate(&key), evaluator.evaluate(&value));
    filters.set_evaluated(id, key, value);
}
