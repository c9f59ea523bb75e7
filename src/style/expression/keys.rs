//! Numbered property names of one source layer.

/// The property names that the style layers of one source layer read, in slots `0..len`. They are collected while the
/// layers' expressions are compiled; the layer of each tile is bound to them once (see `render::input`).
#[derive(Debug, Clone, Default)]
pub struct Keys {
    names: Vec<Box<str>>,
}

impl Keys {
    /// The slot of `name`. A new slot is added if necessary.
    pub fn slot(&mut self, name: &str) -> u32 {
        let at = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        // Overflow would require a style with 2³² names.
        u32::try_from(at).unwrap_or(super::feature::ABSENT)
    }

    /// The names in the order of their slots.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|n| &**n)
    }

    /// Number of slots.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether no layer reads any property.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
