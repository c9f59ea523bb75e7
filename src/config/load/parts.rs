//! Sources and variables: inline, in files, or a list of both.

use super::{service::ServiceDocument, stages::Stages};
use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry, read_file, scalar::ScalarValue},
        expand::Variables,
        keys::{Form, Shape},
        read,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic, Span},
};

/// A source before it is read.
pub(super) struct Raw {
    /// The source's key.
    pub id: String,
    /// Where its name is written.
    pub key_span: Span,
    /// The YAML path.
    pub path: String,
    /// Its configuration.
    pub node: DocumentNode,
}

impl Stages<'_> {
    /// The entries of the inline mappings and files of `key`, in order, each with the YAML path of its mapping.
    fn parts(&mut self, service: &ServiceDocument, key: &str) -> Vec<(Vec<MappingEntry>, String)> {
        let Some(node) = service.conf.get(key) else { return Vec::new() };
        let path = At::key(&service.path, key).path;
        let (items, list): (Vec<DocumentNode>, bool) = match &node.kind {
            Kind::Sequence(items) => (items.clone(), true),
            _ => (vec![node.clone()], false),
        };
        let mut parts = Vec::new();
        for (i, item) in items.into_iter().enumerate() {
            let path = if list { format!("{path}[{i}]") } else { path.clone() };
            let at = At::named(&path, &format!("`{key}`"));
            let variables = Variables::default();
            match &item.kind {
                Kind::Mapping(entries) => parts.push((entries.clone(), path)),
                Kind::Scalar(s) if s.value == ScalarValue::Text => {
                    let before = self.diagnostics.iter().count();
                    let mut checker = Checker::new(&self.files, &variables, &mut self.diagnostics);
                    checker.value(&item, &Shape::Text(Form::Path), &at);
                    if self.diagnostics.iter().count() > before {
                        continue;
                    }
                    parts.extend(self.part_in_file(&item, key, &path));
                }
                _ => {
                    let shape = if key == "sources" { Shape::Sources } else { Shape::Variables };
                    let mut checker = Checker::new(&self.files, &variables, &mut self.diagnostics);
                    match item.kind {
                        Kind::Sequence(_) | Kind::Scalar(_) => checker.wrong_type(&item, &shape, &at),
                        _ => checker.value(&item, &shape, &at),
                    }
                }
            }
        }
        parts
    }

    fn part_in_file(&mut self, named: &DocumentNode, key: &str, at: &str) -> Option<(Vec<MappingEntry>, String)> {
        let path = read::beside(&self.files, named.span, named.text()?);
        if self.files.iter().any(|(_, f)| f.path == path) {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::Contradiction,
                    named.span,
                    format!("the file `{}` is named twice", path.display()),
                )
                .at(at)
                .help("name each file once"),
            );
            return None;
        }
        let count = self.diagnostics.iter().count();
        let Ok(node) = read_file(&path, Some(named.span), &mut self.files, &mut self.diagnostics) else {
            return None;
        };
        let node = self.prepare(node);
        match node.kind {
            Kind::Mapping(entries) => Some((entries, String::new())),
            Kind::Broken => None,
            _ if self.diagnostics.iter().count() > count => None,
            _ => {
                let is = if matches!(node.kind, Kind::Null) { "empty" } else { node.describe() };
                self.diagnostics.push(
                    Diagnostic::error(Code::WrongType, node.span, format!("the file for `{key}` is {is}"))
                        .cause("a template that renders nothing produces this")
                        .help(match key {
                            "sources" => "write a mapping: `name: {uri: …}`",
                            _ => "write a mapping: `name: value`",
                        })
                        .related(named.span, "the file is named here"),
                );
                None
            }
        }
    }

    pub(super) fn variables(&mut self, service: &ServiceDocument) -> Variables {
        let mut variables = Variables::default();
        for (entries, _) in self.parts(service, "variables") {
            variables.define(&entries, &mut self.diagnostics);
        }
        variables
    }

    pub(super) fn sources(&mut self, service: &ServiceDocument) -> Vec<Raw> {
        let mut sources: Vec<Raw> = Vec::new();
        let parts = self.parts(service, "sources");
        let readable = !parts.is_empty();
        for (entries, prefix) in parts {
            for entry in entries {
                let path = At::key(&prefix, &entry.key).path;
                let raw = Raw { id: entry.key, key_span: entry.key_span, path, node: entry.value };
                match sources.iter_mut().find(|s| s.id == raw.id) {
                    Some(old) => {
                        self.diagnostics.push(
                            Diagnostic::info(
                                Code::Overridden,
                                raw.key_span,
                                format!("the source `{}` is configured again; this one is used", raw.id),
                            )
                            .at(&raw.path)
                            .related(old.key_span, "this one is not used"),
                        );
                        *old = raw;
                    }
                    None => sources.push(raw),
                }
            }
        }
        if sources.is_empty() && readable {
            let span = service.conf.get("sources").map(|n| n.span);
            self.diagnostics.push(
                Diagnostic::error(Code::NoSources, span, "there are no sources")
                    .at(At::key(&service.path, "sources").path)
                    .cause("a template that renders nothing produces this")
                    .help("configure at least one: `name: {uri: …, public: true}`"),
            );
        }
        sources
    }
}
