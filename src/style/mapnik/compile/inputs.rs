//! The vector layers that the layers of a map draw.

use crate::style::{Input, expression::Keys};

/// The inputs of the layers: each vector layer once, with the properties that any of them reads.
pub(super) struct MapInputs {
    source: String,
    all: Vec<Input>,
}

impl MapInputs {
    pub(super) fn new(source: &str) -> Self {
        Self { source: source.to_owned(), all: Vec::new() }
    }

    /// The index of the vector layer `name`.
    pub(super) fn index(&mut self, name: &str) -> usize {
        let found = self.all.iter().position(|it| it.source_layer.as_deref() == Some(name));
        found.unwrap_or_else(|| {
            self.all.push(Input {
                source: self.source.clone(),
                source_layer: Some(name.to_owned()),
                keys: Keys::default(),
            });
            self.all.len() - 1
        })
    }

    /// Calls `read` with the property names of the input at `index`.
    pub(super) fn with_keys<T>(&mut self, index: usize, read: impl FnOnce(&mut Keys) -> T) -> T {
        match self.all.get_mut(index) {
            Some(input) => read(&mut input.keys),
            // Indices come from `index`, so that this is never used.
            None => read(&mut Keys::default()),
        }
    }

    /// The inputs in the order of their indices.
    pub(super) fn into_all(self) -> Vec<Input> {
        self.all
    }
}
