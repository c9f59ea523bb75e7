//! Sets of small numbers.

/// A set of numbers, as bits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct KeySet(Vec<u64>);

impl KeySet {
    /// Adds a number. False if it was in the set already.
    pub(crate) fn insert(&mut self, key: u32) -> bool {
        let (word, bit) = (key as usize / 64, 1_u64 << (key % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        match self.0.get_mut(word) {
            Some(bits) if *bits & bit == 0 => {
                *bits |= bit;
                true
            }
            _ => false,
        }
    }

    /// Whether the number is in the set.
    pub(crate) fn contains(&self, key: u32) -> bool {
        self.0.get(key as usize / 64).is_some_and(|bits| bits & (1 << (key % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::KeySet;

    #[test]
    fn numbers_are_added_once() {
        let mut set = KeySet::default();
        assert!(set.insert(70) && !set.insert(70) && set.insert(0));
        assert!(set.contains(70) && !set.contains(1) && !set.contains(700));
    }
}
