//! Numbers for texts.

use std::collections::HashMap;

/// Numbers for the texts of features: the same text has the same number.
#[derive(Default)]
pub(super) struct TextNumbers {
    numbers: HashMap<String, usize>,
    of_feature: HashMap<usize, usize>,
}

impl TextNumbers {
    /// Numbers the text of a feature. The empty text has no number.
    pub fn add(&mut self, feature: usize, text: &str) {
        if !text.is_empty() {
            let next = self.numbers.len();
            let number = *self.numbers.entry(text.to_owned()).or_insert(next);
            self.of_feature.insert(feature, number);
        }
    }

    /// The number of a feature's text.
    pub fn of(&self, feature: usize) -> Option<usize> {
        self.of_feature.get(&feature).copied()
    }
}
