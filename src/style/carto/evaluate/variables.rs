//! The variables of a project.

use std::{collections::HashMap, rc::Rc};

use crate::style::carto::{CartoVersion, syntax::CartoDeclaration, value::NodeRef};

/// The variables defined so far, by their names with `@`.
#[derive(Debug)]
pub(crate) struct Variables {
    version: CartoVersion,
    values: HashMap<Rc<str>, NodeRef>,
}

impl Variables {
    /// No variables.
    pub(crate) fn new(version: CartoVersion) -> Self {
        Self { version, values: HashMap::new() }
    }

    /// Adds a definition.
    pub(crate) fn define(&mut self, declaration: &CartoDeclaration) {
        if declaration.is_variable()
            && (self.version.last_variable_counts() || !self.values.contains_key(&declaration.name))
        {
            self.values.insert(declaration.name.clone(), declaration.value.clone());
        }
    }

    /// The value of a variable.
    pub(super) fn get(&self, name: &str) -> Option<&NodeRef> {
        self.values.get(name)
    }

    /// The names of all variables.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(|name| &**name)
    }
}
