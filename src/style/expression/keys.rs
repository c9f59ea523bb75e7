//! Property names of one source layer, numbered.

/// The property names that the style layers of one source layer read, in slots `0..len`. Filled while
/// the layers' expressions are compiled; a tile's layer is bound to it once (see `render::tiles`).
#[derive(Debug, Clone, Default)]
pub struct Keys {
    names: Vec<Box<str>>,
}

impl Keys {
    /// The slot of `name`, a new one if it has none yet.
    pub fn slot(&mut self, name: &str) -> u32 {
        let at = self.names.iter().position(|n| &**n == name).unwrap_or_else(|| {
            self.names.push(name.into());
            self.names.len() - 1
        });
        // A style would need 2³² names to overflow this.
        u32::try_from(at).unwrap_or(super::feature::ABSENT)
    }

    /// The names in the order of their slots.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(|n| &**n)
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether no layer reads any property.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
