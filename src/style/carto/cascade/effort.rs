//! How much work a project may be.

use std::cell::Cell;

/// How many steps compiling may take: a project of 18,000 rules takes fewer than a tenth of them.
const MAX_STEPS: u64 = 200_000_000;

/// How many definitions a project may have after inheritance.
const MAX_DEFINITIONS: usize = 300_000;

/// The steps that are left.
#[derive(Debug)]
pub(super) struct Effort(Cell<u64>);

impl Default for Effort {
    fn default() -> Self {
        Self(Cell::new(MAX_STEPS))
    }
}

impl Effort {
    /// Takes steps. False if there are none left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(steps as u64));
        self.0.get() > 0
    }

    /// Takes a step with so many definitions. False if there are none left, or there are too many definitions.
    pub(super) fn allows(&self, definitions: usize) -> bool {
        if definitions > MAX_DEFINITIONS {
            self.0.set(0);
        }
        self.spend(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effort, MAX_DEFINITIONS, MAX_STEPS};

    #[test]
    fn it_ends_after_too_many_steps_or_definitions() {
        let effort = Effort::default();
        assert!(effort.allows(MAX_DEFINITIONS) && effort.spend(MAX_STEPS as usize - 2));
        assert!(!effort.spend(1) && !effort.spend(0));
        assert!(!Effort::default().allows(MAX_DEFINITIONS + 1));
    }
}
