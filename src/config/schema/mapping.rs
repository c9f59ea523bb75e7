//! Mappings: known, missing and unknown keys; references and loaders.

use super::{At, Checker};
use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry},
        keys::{Form, KeySection, Requirement, Shape, Unknown},
        templates::{Braces, leftover},
    },
    diagnostic::{Code, Diagnostic, quoted},
    spelling::did_you_mean,
};

impl Checker<'_> {
    /// Checks that `node` is a mapping with the keys of `section`.
    pub(crate) fn section(&mut self, node: &DocumentNode, section: &'static KeySection, at: &At) {
        let Kind::Mapping(entries) = &node.kind else {
            return self.wrong_type(node, &Shape::Section(section), at);
        };
        for entry in entries {
            if self.template_key(entry, &at.path) {
                continue;
            }
            let inner = At::key(&at.path, &entry.key);
            match section.key(&entry.key) {
                Some(key) => {
                    if let Some(other) = entries.iter().find(|e| e.key != entry.key && key.is_called(&e.key))
                        && other.key_span > entry.key_span
                    {
                        let message = format!("`{}` and `{}` are names of the same key", entry.key, other.key);
                        let diagnostic = Diagnostic::error(Code::DuplicateKey, other.key_span, message)
                            .at(&At::key(&at.path, &other.key).path)
                            .help("keep one of them")
                            .related(entry.key_span, "set here first");
                        self.diagnostics.push(diagnostic);
                    }
                    if key.need == Requirement::Unused {
                        self.unused.push((entry.key.clone(), entry.key_span));
                    }
                    let inner = At { required: key.need == Requirement::Required, ..inner };
                    self.value(&entry.value, &key.shape, &inner);
                }
                None => self.unknown_key(entry, section, at),
            }
        }
        for key in section.keys.iter().filter(|k| k.need == Requirement::Required) {
            if !entries.iter().any(|e| key.is_called(&e.key)) {
                // A misspelled key, or a line that is not valid YAML, has already been reported.
                let misspelt =
                    |e: &MappingEntry| section.key(&e.key).is_none() && did_you_mean(&e.key, [key.name]).is_some();
                if entries.iter().any(misspelt) || self.files.is_repaired(node.span.file) {
                    continue;
                }
                let diagnostic = Diagnostic::error(Code::MissingKey, node.span, format!("`{}` is missing", key.name))
                    .cause(format!("`{}`: {}", key.name, key.about))
                    .help(format!("add `{}: …` ({})", key.name, key.shape.expected()));
                self.report(node, at, diagnostic);
            }
        }
    }

    fn unknown_key(&mut self, entry: &MappingEntry, section: &KeySection, at: &At) {
        let meant = did_you_mean(&entry.key, section.names());
        let inner = At::key(&at.path, &entry.key);
        let message = format!("`{}` is not a key of {}", entry.key, self.called(section, at));
        let diagnostic = match (section.unknown, meant) {
            (Unknown::Tolerated, None) => Diagnostic::warning(Code::UnknownKey, entry.key_span, message)
                .cause("karto ignores it")
                .help("remove it, or check its spelling against docs/configuration.md (`karto schema --markdown`)"),
            (_, meant) => {
                let mut names: Vec<_> =
                    section.keys.iter().filter(|k| k.need != Requirement::Unused).map(|k| k.name).collect();
                names.sort_unstable();
                let help = match meant {
                    Some(_) => "correct the name, or remove the key".to_owned(),
                    None => format!("the known keys are {}", quoted(&names)),
                };
                Diagnostic::error(Code::UnknownKey, entry.key_span, message).help(help).suggest(meant)
            }
        };
        self.diagnostics.push(diagnostic.at(&inner.path));
        self.free(&entry.value, Braces::Request, &inner);
    }

    fn called(&self, section: &KeySection, at: &At) -> String {
        match section.name {
            "sources.*" => format!("the source {}", at.subject),
            name if name.contains("://") => format!("the parameters of `{}`", name.replace(", ", "`, `")),
            "file" => "the configuration".into(),
            name => format!("`{name}`"),
        }
    }

    /// Reports template text in a key. Returns whether there was any.
    pub(crate) fn template_key(&mut self, entry: &MappingEntry, path: &str) -> bool {
        let Some(found) = leftover(&entry.key, Braces::None) else { return false };
        let diagnostic = found.diagnostic(entry.key_span, "a key").at(&At::key(path, &entry.key).path);
        self.diagnostics.push(diagnostic);
        true
    }

    /// Checks a reference, `{ref: id}`.
    pub(crate) fn reference(&mut self, node: &DocumentNode, at: &At) {
        let help = "write `{ref: name}` with the name of a source";
        match node.single() {
            Some(entry) if entry.key == "ref" => {
                let inner = At { subject: format!("`ref` of {}", at.subject), required: true, ..at.clone() };
                self.value(&entry.value, &Shape::Text(Form::SourceName), &inner);
            }
            Some(entry) => {
                let message =
                    format!("{} must be {}, not `{{{}: …}}`", at.subject, Shape::Reference.expected(), entry.key);
                let meant = did_you_mean(&entry.key, ["ref"]).map(|_| "ref");
                self.report(
                    node,
                    at,
                    Diagnostic::error(Code::BadSubstitution, entry.key_span, message).help(help).suggest(meant),
                );
            }
            None => {
                let is = if node.scalar().is_some() { self.shown(node, at) } else { node.describe().into() };
                let message = format!("{} must be {}, not {is}", at.subject, Shape::Reference.expected());
                let meant =
                    node.scalar().filter(|_| node.environment().is_none()).map(|s| format!("{{ref: {}}}", s.text));
                self.report(node, at, Diagnostic::error(Code::WrongType, node.span, message).help(help).suggest(meant));
            }
        }
    }

    /// Checks a path, `{npm: [module, path…]}`, or Kartotherian's `{loader: module}`.
    pub(crate) fn loader(&mut self, node: &DocumentNode, at: &At) {
        if node.scalar().is_some() {
            return self.value(node, &Shape::Text(Form::Path), at);
        }
        let names = ["npm", "npmpath", "loader", "npmloader", "path"];
        match node.single() {
            Some(entry) if names.contains(&entry.key.as_str()) => {
                let inner = At::key(&at.path, &entry.key);
                match &entry.value.kind {
                    Kind::Sequence(items) if items.is_empty() => {
                        let message = format!("`{}` does not name a package", entry.key);
                        self.error(Code::BadSubstitution, &entry.value, &inner, message, "write `[module, path]`");
                    }
                    Kind::Sequence(_) => self.value(&entry.value, &Shape::List(&Shape::Text(Form::Any)), &inner),
                    _ => self.value(&entry.value, &Shape::Text(Form::Any), &inner),
                }
            }
            Some(entry) => {
                let message =
                    format!("{} must be {}, not `{{{}: …}}`", at.subject, Shape::Loader.expected(), entry.key);
                let diagnostic = Diagnostic::error(Code::BadSubstitution, entry.key_span, message)
                    .help("write a path, or `{npm: [module, path]}`")
                    .suggest(did_you_mean(&entry.key, names));
                self.report(node, at, diagnostic);
            }
            None => self.wrong_type(node, &Shape::Loader, at),
        }
    }
}
