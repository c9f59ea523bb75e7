//! Finds the tile service in the file.

use super::stages::Stages;
use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry},
        expand::Variables,
        keys::{
            Shape,
            conf::CONF,
            runner::{RUNNER, SERVICE},
        },
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
};

/// The tile service of the file.
pub(super) struct ServiceDocument {
    /// Its `conf`.
    pub conf: DocumentNode,
    /// The YAML path of `conf`; empty if its keys are at the top of the file.
    pub path: String,
    /// The name of the service in `services`.
    pub name: String,
}

impl Stages<'_> {
    /// The tile service: preferably one whose name or module contains `kartotherian` or `karto`, otherwise the first
    /// with sources.
    pub(super) fn service(&mut self, main: &DocumentNode) -> Option<ServiceDocument> {
        let Some(services) = main.get("services") else {
            if main.get("sources").is_none() {
                let near = main.entries().iter().find(|e| did_you_mean(&e.key, ["services", "sources"]).is_some());
                self.diagnostics.push(
                    Diagnostic::error(Code::NoService, main.span, "the configuration has neither `services` nor `sources`")
                        .help("a configuration is a service-runner file (`services: [{name: kartotherian, conf: {…}}]`), or the content of `conf` alone; `sources:` in it names a file with only the sources")
                        .suggest(near.and_then(|e| did_you_mean(&e.key, ["services", "sources"]).map(|m| format!("`{m}` instead of `{}`", e.key)))),
                );
                return None;
            }
            return Some(ServiceDocument { conf: main.clone(), path: String::new(), name: "karto".into() });
        };
        let says = |node: &DocumentNode, key: &str| {
            let text = node.get(key).and_then(DocumentNode::text).unwrap_or("").to_lowercase();
            text.contains("kartotherian") || text.contains("karto")
        };
        let with_sources = |node: &DocumentNode| node.get("conf").is_some_and(|c| c.get("sources").is_some());
        let items = services.items();
        let chosen = items
            .iter()
            .position(|n| (says(n, "name") || says(n, "module")) && with_sources(n))
            .or_else(|| items.iter().position(with_sources))
            .or_else(|| items.iter().position(|n| says(n, "name") || says(n, "module")))
            .or(if items.len() == 1 { Some(0) } else { None });
        if matches!(services.kind, Kind::Broken) {
            return None;
        }
        let Some((index, node)) = chosen.and_then(|i| Some((i, items.get(i)?))) else {
            let what = match &services.kind {
                Kind::Sequence(items) if items.is_empty() => "`services` is empty",
                Kind::Sequence(_) => "none of the `services` has `sources`",
                Kind::Null => "`services` has no value",
                _ => "`services` must be a list",
            };
            self.diagnostics.push(
                Diagnostic::error(Code::NoService, services.span, what)
                    .at("services")
                    .help("write `services: [{name: kartotherian, conf: {port: 6533, sources: …}}]`"),
            );
            return None;
        };
        for (i, other) in items.iter().enumerate().filter(|(i, _)| *i != index) {
            let name = other.get("name").and_then(DocumentNode::text).unwrap_or("without name");
            self.diagnostics.push(
                Diagnostic::info(
                    Code::NotUsed,
                    other.span,
                    format!("the service `{name}` is not the tile service and is ignored"),
                )
                .at(format!("services[{i}]")),
            );
        }
        let name = node.get("name").and_then(DocumentNode::text).unwrap_or("kartotherian").to_owned();
        let path = format!("services[{index}].conf");
        match node.get("conf") {
            Some(conf) if matches!(conf.kind, Kind::Mapping(_)) => {
                Some(ServiceDocument { conf: conf.clone(), path, name })
            }
            conf => {
                let at = At::named(&format!("services[{index}]"), "`conf`");
                let variables = Variables::default();
                let mut checker = Checker::new(&self.files, &variables, &mut self.diagnostics);
                match conf {
                    Some(conf) => checker.value(conf, &Shape::Section(&CONF), &At::key(&at.path, "conf")),
                    None => checker.value(node, &Shape::Section(&SERVICE), &at),
                }
                None
            }
        }
    }
}

/// Checks `conf` against Kartotherian's keys, and the rest of the file against service-runner's.
pub(super) fn check(main: &DocumentNode, service: &ServiceDocument, checker: &mut Checker<'_>) {
    let top = At::named("", "the configuration");
    let conf = At::named(&service.path, "`conf`");
    if service.path.is_empty() {
        // The keys of both tables are in one mapping.
        let runners = |e: &&MappingEntry| RUNNER.key(&e.key).is_some();
        let (outer, _): (Vec<_>, Vec<_>) = main.entries().iter().partition(runners);
        let (_, inner): (Vec<_>, Vec<_>) = service.conf.entries().iter().partition(runners);
        let with = |entries: Vec<&MappingEntry>| {
            let kind = Kind::Mapping(entries.into_iter().cloned().collect());
            DocumentNode { span: main.span, kind, origin: None }
        };
        checker.value(&with(outer), &Shape::Section(&RUNNER), &top);
        checker.value(&with(inner), &Shape::Section(&CONF), &conf);
    } else {
        checker.value(&without_other_services(main, service), &Shape::Section(&RUNNER), &top);
        checker.value(&service.conf, &Shape::Section(&CONF), &conf);
    }
}

/// The file without other services and without `conf` of the tile service, which is checked separately.
fn without_other_services(main: &DocumentNode, service: &ServiceDocument) -> DocumentNode {
    let mut outer = main.clone();
    let Kind::Mapping(entries) = &mut outer.kind else { return outer };
    for entry in entries.iter_mut().filter(|e| e.key == "services") {
        let Kind::Sequence(items) = &mut entry.value.kind else { continue };
        for (i, item) in items.iter_mut().enumerate() {
            let chosen = service.path == format!("services[{i}].conf");
            if !chosen {
                item.kind = Kind::Broken;
            } else if let Kind::Mapping(entries) = &mut item.kind {
                for conf in entries.iter_mut().filter(|e| e.key == "conf") {
                    conf.value.kind = Kind::Broken;
                }
            }
        }
    }
    outer
}
