//! Limits on the map data of one request, counted together over all its groups and parts.

use serde_json::Value;

use super::error::MapdataError;

/// The most features.
const MAX_FEATURES: usize = 10_000;

/// The most numbers in coordinates.
const MAX_NUMBERS: usize = 1_000_000;

/// The most pieces of `ExternalData`.
const MAX_EXTERNAL: usize = 100;

/// What is left of the limits.
#[derive(Debug)]
pub(super) struct Budget {
    features: usize,
    numbers: usize,
    external: usize,
}

impl Budget {
    /// All of the limits.
    pub(super) fn new() -> Self {
        Self { features: MAX_FEATURES, numbers: MAX_NUMBERS, external: MAX_EXTERNAL }
    }

    /// Counts a feature with this geometry.
    pub(super) fn feature(&mut self, geometry: &Value) -> Result<(), MapdataError> {
        take(&mut self.features, 1)?;
        take(&mut self.numbers, numbers(geometry))
    }

    /// Counts a piece of `ExternalData`.
    pub(super) fn external(&mut self) -> Result<(), MapdataError> {
        take(&mut self.external, 1)
    }
}

fn take(left: &mut usize, count: usize) -> Result<(), MapdataError> {
    *left = left.checked_sub(count).ok_or(MapdataError::TooLarge)?;
    Ok(())
}

/// The numbers in a value. Its depth is limited by the reader of JSON.
fn numbers(value: &Value) -> usize {
    match value {
        Value::Number(_) => 1,
        Value::Array(items) => items.iter().map(numbers).sum(),
        Value::Object(map) => map.values().map(numbers).sum(),
        _ => 0,
    }
}
