//! Numbering of texts.

use std::collections::HashMap;

/// Assigns numbers to the texts of features: equal texts have equal numbers.
#[derive(Default)]
pub(super) struct TextNumbers {
    numbers: HashMap<String, usize>,
    of_feature: HashMap<usize, usize>,
}

impl TextNumbers {
    /// Assigns a number to the text of a feature. An empty text gets no number.
    pub(super) fn add(&mut self, feature: usize, text: &str) {
        if !text.is_empty() {
            let next = self.numbers.len();
            let number = *self.numbers.entry(text.to_owned()).or_insert(next);
            self.of_feature.insert(feature, number);
        }
    }

    /// The number of a feature's text.
    pub(super) fn of(&self, feature: usize) -> Option<usize> {
        self.of_feature.get(&feature).copied()
    }
}
