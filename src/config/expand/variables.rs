//! `{var: name}`: values from `variables` in the configuration.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    config::document::{DocumentNode, Kind, MappingEntry, Origin},
    diagnostic::{Code, Diagnostic, Diagnostics, Span},
    spelling::did_you_mean,
};

/// One entry of `variables`.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    /// Where its name is written.
    pub key_span: Span,
    /// Its value.
    pub value: DocumentNode,
    /// Where it is used, with YAML paths.
    pub uses: Vec<(Span, String)>,
}

/// The variables, and the uses of undefined ones.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    defined: BTreeMap<String, Variable>,
    undefined: BTreeMap<String, Vec<(Span, String)>>,
}

impl Variables {
    /// Adds entries. A later entry replaces an earlier one of the same name.
    pub(crate) fn define(&mut self, entries: &[MappingEntry], diagnostics: &mut Diagnostics) {
        for entry in entries {
            let variable = Variable { key_span: entry.key_span, value: entry.value.clone(), uses: Vec::new() };
            if let Some(old) = self.defined.insert(entry.key.clone(), variable) {
                diagnostics.push(
                    Diagnostic::info(
                        Code::Overridden,
                        entry.key_span,
                        format!("the variable `{}` is defined again; this definition is used", entry.key),
                    )
                    .related(old.key_span, "this definition is not used"),
                );
            }
        }
    }

    /// All defined variables.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Variable)> {
        self.defined.iter().map(|(name, variable)| (name.as_str(), variable))
    }

    /// The variable called `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&Variable> {
        self.defined.get(name)
    }

    /// Replaces all variables in `node`, whose YAML path is `path`.
    pub(crate) fn expand(&mut self, node: &mut DocumentNode, path: &str, diagnostics: &mut Diagnostics) {
        if let Some(entry) = node.single()
            && entry.key == "var"
        {
            let Some(name) = entry.value.text().map(str::to_owned) else {
                if !matches!(entry.value.kind, Kind::Broken) {
                    diagnostics.push(
                        Diagnostic::error(Code::BadSubstitution, node.span, "`{var: …}` needs the name of a variable")
                            .at(path)
                            .help("write `{var: name}`, with `name` defined under `variables`"),
                    );
                }
                node.kind = Kind::Broken;
                return;
            };
            let used = (node.span, path.to_owned());
            match self.defined.get_mut(&name) {
                Some(variable) => {
                    variable.uses.push(used);
                    node.kind = variable.value.kind.clone();
                    node.origin = Some(Arc::new(Origin::Variable {
                        name,
                        defined: variable.value.span,
                        inner: variable.value.origin.clone(),
                    }));
                }
                None => {
                    self.undefined.entry(name).or_default().push(used);
                    node.kind = Kind::Broken;
                }
            }
            return;
        }
        match &mut node.kind {
            Kind::Sequence(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    self.expand(item, &format!("{path}[{i}]"), diagnostics);
                }
            }
            Kind::Mapping(entries) => {
                for entry in entries {
                    let path = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                    self.expand(&mut entry.value, &path, diagnostics);
                }
            }
            _ => {}
        }
    }

    /// Reports undefined variables: one diagnostic each, with all places that use it.
    pub(crate) fn report_undefined(&self, diagnostics: &mut Diagnostics) {
        for (name, uses) in &self.undefined {
            let Some(((span, path), others)) = uses.split_first() else { continue };
            let mut diagnostic =
                Diagnostic::error(Code::UnknownVariable, *span, format!("the variable `{name}` is not defined"))
                    .at(path)
                    .cause(match self.defined.is_empty() {
                        true => "the configuration has no variables: is their file missing?".to_owned(),
                        false => format!("the defined variables are {}", names(self.defined.keys())),
                    })
                    .help(format!("define `{name}` under `variables`, or in one of the files named there"))
                    .suggest(did_you_mean(name, self.defined.keys().map(String::as_str)));
            for (span, path) in others {
                diagnostic = diagnostic.related(*span, format!("also used at `{path}`"));
            }
            diagnostics.push(diagnostic);
        }
    }
}

fn names<'a>(keys: impl Iterator<Item = &'a String>) -> String {
    let mut names: Vec<_> = keys.map(|k| format!("`{k}`")).collect();
    let more = names.len().saturating_sub(12);
    names.truncate(12);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}
