//! From files to settings: the one path that `check`, `serve` and every other command take.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    Settings, codes,
    document::{Entry, Kind, Node, SourceFiles, Span, read_file, read_text},
    environment::Environment,
    expand::{Variables, expand_environment},
    files,
    finding::{Finding, Findings, did_you_mean},
    hash,
    keys::{Form, Section, Shape, conf::CONF, runner::RUNNER},
    read::{self, Reader, fields::Fields},
    references::{self, Vertex},
    schema::{At, Checker},
    secrets,
    settings::{FreshnessSettings, Place, Secret, SourceKind},
    styles,
};

/// What to load, and what the command line says beside it.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// The configuration. Of several, the later ones are laid over the first, key by key.
    pub files: Vec<PathBuf>,
    /// The environment variables.
    pub environment: Environment,
    /// `--style-substitute NAME=FILE`: npm module or source name → MapLibre style.
    pub substitutes: Vec<(String, PathBuf)>,
    /// `--port`; 0 is any free port.
    pub port: Option<u16>,
    /// `--interface`
    pub interface: Option<std::net::IpAddr>,
    /// `--admin-port`; 0 is any free port.
    pub admin_port: Option<u16>,
    /// `--database-url`: every `postgis://` source reads from this database instead.
    pub database_url: Option<Secret>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings: there exactly when no finding is an error.
    pub settings: Option<Settings>,
    /// All findings, by place.
    pub findings: Findings,
    /// The files read, for snippets.
    pub files: Arc<SourceFiles>,
    /// The documents of the files, for masking what is secret.
    pub(super) documents: Arc<Vec<Node>>,
}

impl Loaded {
    /// Adds what a trial run found out about something that is configured at `place`.
    pub fn add_trial(&mut self, place: &Place, path: &str, message: String) {
        let span = self.files.span_at(place);
        let message = secrets::mask(&message);
        let help = "check that it runs and can be reached from here, and that address, name and password are right";
        self.findings.push(Finding::error(codes::CONNECT_FAILED, span, message).at(path).help(help));
        self.settings = None;
    }
}

/// Loads the files of `options`.
pub fn load(options: &LoadOptions) -> Loaded {
    let mut stages = Stages::new(options);
    let mut main: Option<Node> = None;
    for path in &options.files {
        let Ok(node) = read_file(path, None, &mut stages.files, &mut stages.findings) else { continue };
        let node = stages.prepare(node);
        main = Some(match main {
            Some(base) => overlay(base, node),
            None => node,
        });
    }
    stages.finish(main)
}

/// Loads `text` as if it were a file called `name` that is part of the binary.
pub fn load_embedded(name: &str, text: &str, options: &LoadOptions) -> Loaded {
    let mut stages = Stages::new(options);
    let node = read_text(PathBuf::from(name), text.to_owned(), true, &mut stages.files, &mut stages.findings);
    let node = stages.prepare(node);
    stages.finish(Some(node))
}

/// The later configuration laid over the earlier, key by key.
fn overlay(base: Node, over: Node) -> Node {
    match (base.kind, over.kind) {
        (Kind::Mapping(mut entries), Kind::Mapping(new)) => {
            for entry in new {
                match entries.iter_mut().find(|e| e.key == entry.key) {
                    Some(old) => {
                        let below = std::mem::replace(&mut old.value, Node::null(entry.value.span));
                        old.key_span = entry.key_span;
                        old.value = overlay(below, entry.value);
                    }
                    None => entries.push(entry),
                }
            }
            Node { span: over.span, kind: Kind::Mapping(entries), origin: None }
        }
        // The services of both files are the same ones, in the same order.
        (Kind::Sequence(items), Kind::Sequence(new)) if items.len() == 1 && new.len() == 1 => {
            let merged = items.into_iter().zip(new).map(|(a, b)| overlay(a, b)).collect();
            Node { span: over.span, kind: Kind::Sequence(merged), origin: None }
        }
        (Kind::Broken, _) => Node { span: over.span, kind: Kind::Broken, origin: None },
        (_, kind) => Node { span: over.span, kind, origin: over.origin },
    }
}

struct Stages<'o> {
    options: &'o LoadOptions,
    files: SourceFiles,
    findings: Findings,
    documents: Vec<Node>,
}

/// The tile service of the file.
struct Service {
    conf: Node,
    path: String,
    name: String,
}

/// One source before it is read.
struct Raw {
    id: String,
    key_span: Span,
    path: String,
    node: Node,
}

impl<'o> Stages<'o> {
    fn new(options: &'o LoadOptions) -> Self {
        Self { options, files: SourceFiles::default(), findings: Findings::default(), documents: Vec::new() }
    }

    /// Keeps the document for masking, and fills in environment variables.
    fn prepare(&mut self, mut node: Node) -> Node {
        self.documents.push(node.clone());
        expand_environment(&mut node, &self.options.environment, &self.files, &mut self.findings);
        node
    }

    fn finish(mut self, main: Option<Node>) -> Loaded {
        let settings = main.and_then(|main| self.settings(main));
        secrets::mention_in_files(&self.files, &self.documents, &mut self.findings);
        self.findings.sort();
        let settings = settings.filter(|_| !self.findings.has_errors());
        Loaded { settings, findings: self.findings, files: Arc::new(self.files), documents: Arc::new(self.documents) }
    }

    fn settings(&mut self, main: Node) -> Option<Settings> {
        if matches!(main.kind, Kind::Broken) {
            return None;
        }
        if !matches!(main.kind, Kind::Mapping(_)) {
            let is = if matches!(main.kind, Kind::Null) { "empty" } else { main.describe() };
            self.findings.push(
                Finding::error(codes::NO_SERVICE, main.span, format!("the configuration is {is}"))
                    .cause("a configuration is a mapping with `services`, or with the keys of one service")
                    .help("is it the right file? A template that rendered nothing looks like this"),
            );
            return None;
        }
        let service = self.service(&main);
        let mut service = service?;
        let mut variables = self.variables(&service);
        let mut sources = self.sources(&service);
        // Sources and variables have been taken out of `conf`: they are expanded where they are read.
        if let Kind::Mapping(entries) = &mut service.conf.kind {
            let apart = |e: &&mut Entry| e.key != "sources" && e.key != "variables";
            for entry in entries.iter_mut().filter(apart) {
                let path = At::key(&service.path, &entry.key).path;
                variables.expand(&mut entry.value, &path, &mut self.findings);
            }
        }
        for source in &mut sources {
            variables.expand(&mut source.node, &source.path, &mut self.findings);
        }
        variables.report_undefined(&mut self.findings);
        self.read(&main, &service, &variables, &sources)
    }

    fn read(&mut self, main: &Node, service: &Service, variables: &Variables, sources: &[Raw]) -> Option<Settings> {
        let mut checker =
            Checker { files: &self.files, variables, findings: &mut self.findings, params: None, unused: Vec::new() };
        check_variables(variables, &mut checker);
        let conf_at = At { path: service.path.clone(), subject: "`conf`".into(), secret: false, required: true };
        let plain = service.path.is_empty();
        if plain {
            // The keys of both tables stand side by side.
            let (outer, inner) = split(main, &RUNNER);
            checker.value(&outer, &Shape::Section(&RUNNER), &conf_at);
            let conf = Node { kind: split(&service.conf, &RUNNER).1.kind, ..inner };
            checker.value(&conf, &Shape::Section(&CONF), &conf_at);
        } else {
            let outer = without_other_services(main, service);
            checker.value(
                &outer,
                &Shape::Section(&RUNNER),
                &At { path: String::new(), subject: "the configuration".into(), secret: false, required: true },
            );
            // Variables were filled in here only.
            checker.findings_of_conf(&service.conf, &conf_at);
        }
        let unused = std::mem::take(&mut checker.unused);

        let conf = Fields::new(Some(&service.conf), &CONF);
        let outer = Fields::new(Some(main), &RUNNER);
        let no_freshness = FreshnessSettings {
            fresh: Default::default(),
            by_zoom: Vec::new(),
            stale_while_revalidate: Default::default(),
            stale_if_error: Default::default(),
            negative: Default::default(),
        };
        let section = conf.section("karto");
        let freshness = read::freshness(section.section("cache"), &no_freshness);
        let environment = &self.options.environment;
        let mut reader = Reader {
            checker: &mut checker,
            environment,
            substitutes: Vec::new(),
            wanted: Vec::new(),
            stood_in: Vec::new(),
            styles: Vec::new(),
            freshness,
            all_public: conf.bool("allSourcesPublic"),
        };
        let karto_path = At::key(&service.path, "karto").path;
        substitutes(self.options, section, &karto_path, &mut reader);
        let karto = read::karto(section, &karto_path, &mut reader);
        let read: Vec<_> = sources
            .iter()
            .map(|raw| {
                let at = At { path: raw.path.clone(), subject: format!("`{}`", raw.id), secret: false, required: true };
                read::read_source(&raw.id, raw.key_span, &raw.node, &at, &mut reader)
            })
            .collect();
        let wanted = std::mem::take(&mut reader.wanted);
        let stood_in = std::mem::take(&mut reader.stood_in);
        let styles = std::mem::take(&mut reader.styles);
        read::mention_stand_ins(&stood_in, &mut checker);
        let handlers = read::handlers(conf, &service.path, &mut checker);
        let metrics = read::metrics(outer, &service.name, &mut checker);
        files::check(&wanted, &mut checker);
        drop(checker);
        mention_unused(&unused, &mut self.findings);
        let vertices: Vec<_> = sources
            .iter()
            .map(|raw| Vertex { id: &raw.id, key_span: raw.key_span, path: raw.path.clone(), node: &raw.node })
            .collect();
        references::check(&vertices, self.files.any_repaired(), &mut self.findings);
        references::mention_dependents(&vertices, &mut self.findings);
        let sources: Vec<_> = read.into_iter().collect::<Option<_>>()?;
        self.nothing_public(&sources, service);

        let mut settings = Settings {
            server: read::server(conf)?,
            sources,
            handlers,
            metrics,
            log_level: read::log_level(outer),
            karto: karto?,
            hash: hash::of(main, &service.conf, vertices.iter().map(|v| (v.id, v.node))),
            files: self.files.iter().map(|(_, f)| f.path.clone()).collect(),
        };
        self.override_with_options(&mut settings);
        let problems = styles::check(&settings, &styles, &mut self.files);
        self.findings.extend(problems);
        Some(settings)
    }

    fn override_with_options(&self, settings: &mut Settings) {
        let options = self.options;
        settings.server.port = options.port.unwrap_or(settings.server.port);
        settings.server.interface = options.interface.unwrap_or(settings.server.interface);
        settings.karto.admin.port = options.admin_port.unwrap_or(settings.karto.admin.port);
        if let Some(url) = &options.database_url {
            for source in &mut settings.sources {
                if let SourceKind::Postgis(postgis) = &mut source.kind {
                    postgis.hosts = vec![url.clone()];
                }
            }
        }
    }

    fn nothing_public(&mut self, sources: &[super::settings::SourceSettings], service: &Service) {
        let span = service.conf.get("sources").map(|n| n.span);
        if !self.findings.has_errors() && !sources.is_empty() && !sources.iter().any(|s| s.public) {
            self.findings.push(
                Finding::warning(codes::NO_SOURCES, span, "no source is public: every tile is refused")
                    .at(At::key(&service.path, "sources").path)
                    .help("set `public: true` at the sources that clients may ask for"),
            );
        }
    }

    /// The tile service: named like one, otherwise the first with sources.
    fn service(&mut self, main: &Node) -> Option<Service> {
        let Some(services) = main.get("services") else {
            if main.get("sources").is_none() {
                let near = main.entries().iter().find(|e| did_you_mean(&e.key, ["services", "sources"]).is_some());
                self.findings.push(
                    Finding::error(codes::NO_SERVICE, main.span, "the configuration has neither `services` nor `sources`")
                        .help("a configuration is a service-runner file (`services: [{name: kartotherian, conf: {…}}]`), or the content of `conf` alone; a file with sources only is named by `sources:` in it")
                        .suggest(near.and_then(|e| did_you_mean(&e.key, ["services", "sources"]).map(|m| format!("`{m}` instead of `{}`", e.key)))),
                );
                return None;
            }
            return Some(Service { conf: main.clone(), path: String::new(), name: "karto".into() });
        };
        let says = |node: &Node, key: &str| {
            let text = node.get(key).and_then(Node::text).unwrap_or("").to_lowercase();
            text.contains("kartotherian") || text.contains("karto")
        };
        let with_sources = |node: &Node| node.get("conf").is_some_and(|c| c.get("sources").is_some());
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
            self.findings.push(
                Finding::error(codes::NO_SERVICE, services.span, what)
                    .at("services")
                    .help("write `services: [{name: kartotherian, conf: {port: 6533, sources: …}}]`"),
            );
            return None;
        };
        for (i, other) in items.iter().enumerate().filter(|(i, _)| *i != index) {
            let name = other.get("name").and_then(Node::text).unwrap_or("without name");
            self.findings.push(
                Finding::info(
                    codes::NOT_USED,
                    other.span,
                    format!("the service `{name}` is not the tile service; karto ignores it"),
                )
                .at(format!("services[{i}]")),
            );
        }
        let name = node.get("name").and_then(Node::text).unwrap_or("kartotherian").to_owned();
        let path = format!("services[{index}].conf");
        match node.get("conf") {
            Some(conf) if matches!(conf.kind, Kind::Mapping(_)) => Some(Service { conf: conf.clone(), path, name }),
            conf => {
                let at =
                    At { path: format!("services[{index}]"), subject: "`conf`".into(), secret: false, required: true };
                let variables = Variables::default();
                let mut checker = Checker {
                    files: &self.files,
                    variables: &variables,
                    findings: &mut self.findings,
                    params: None,
                    unused: Vec::new(),
                };
                match conf {
                    Some(conf) => checker.value(conf, &Shape::Section(&CONF), &At::key(&at.path, "conf")),
                    None => checker.value(node, &Shape::Section(&super::keys::runner::SERVICE), &at),
                }
                None
            }
        }
    }

    /// Inline mappings and files of `key`, in order: the entries with the path of their mapping.
    fn parts(&mut self, service: &Service, key: &str) -> Vec<(Vec<Entry>, String)> {
        let Some(node) = service.conf.get(key) else { return Vec::new() };
        let path = At::key(&service.path, key).path;
        let (items, list): (Vec<Node>, bool) = match &node.kind {
            Kind::Sequence(items) => (items.clone(), true),
            _ => (vec![node.clone()], false),
        };
        let mut parts = Vec::new();
        for (i, item) in items.into_iter().enumerate() {
            let path = if list { format!("{path}[{i}]") } else { path.clone() };
            let at = At { path: path.clone(), subject: format!("`{key}`"), secret: false, required: true };
            let variables = Variables::default();
            match &item.kind {
                Kind::Mapping(entries) => parts.push((entries.clone(), path)),
                Kind::Scalar(s) if s.value == super::document::scalar::Value::Text => {
                    let before = self.findings.iter().count();
                    let mut checker = Checker {
                        files: &self.files,
                        variables: &variables,
                        findings: &mut self.findings,
                        params: None,
                        unused: Vec::new(),
                    };
                    checker.value(&item, &Shape::Text(Form::Path), &at);
                    if self.findings.iter().count() > before {
                        continue;
                    }
                    parts.extend(self.part_in_file(&item, key, &path));
                }
                _ => {
                    let shape = if key == "sources" { Shape::Sources } else { Shape::Variables };
                    let mut checker = Checker {
                        files: &self.files,
                        variables: &variables,
                        findings: &mut self.findings,
                        params: None,
                        unused: Vec::new(),
                    };
                    match item.kind {
                        Kind::Sequence(_) | Kind::Scalar(_) => checker.wrong_type(&item, &shape, &at),
                        _ => checker.value(&item, &shape, &at),
                    }
                }
            }
        }
        parts
    }

    fn part_in_file(&mut self, named: &Node, key: &str, at: &str) -> Option<(Vec<Entry>, String)> {
        let path = read::beside(&self.files, named.span, named.text()?);
        if self.files.iter().any(|(_, f)| f.path == path) {
            self.findings.push(
                Finding::error(
                    codes::CONTRADICTION,
                    named.span,
                    format!("the file `{}` is named twice", path.display()),
                )
                .at(at)
                .help("name each file once"),
            );
            return None;
        }
        let count = self.findings.iter().count();
        let Ok(node) = read_file(&path, Some(named.span), &mut self.files, &mut self.findings) else {
            return None;
        };
        let node = self.prepare(node);
        match node.kind {
            Kind::Mapping(entries) => Some((entries, String::new())),
            Kind::Broken => None,
            _ if self.findings.iter().count() > count => None,
            _ => {
                let is = if matches!(node.kind, Kind::Null) { "empty" } else { node.describe() };
                self.findings.push(
                    Finding::error(codes::WRONG_TYPE, node.span, format!("the file with the {key} is {is}"))
                        .cause("a template that rendered nothing looks like this")
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

    fn variables(&mut self, service: &Service) -> Variables {
        let mut variables = Variables::default();
        for (entries, _) in self.parts(service, "variables") {
            variables.define(&entries, &mut self.findings);
        }
        variables
    }

    fn sources(&mut self, service: &Service) -> Vec<Raw> {
        let mut sources: Vec<Raw> = Vec::new();
        let parts = self.parts(service, "sources");
        let readable = !parts.is_empty();
        for (entries, prefix) in parts {
            for entry in entries {
                let path = At::key(&prefix, &entry.key).path;
                let raw = Raw { id: entry.key, key_span: entry.key_span, path, node: entry.value };
                match sources.iter_mut().find(|s| s.id == raw.id) {
                    Some(old) => {
                        self.findings.push(
                            Finding::info(
                                codes::OVERRIDDEN,
                                raw.key_span,
                                format!("the source `{}` is configured again; this one counts", raw.id),
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
            self.findings.push(
                Finding::error(codes::NO_SOURCES, span, "there are no sources")
                    .at(At::key(&service.path, "sources").path)
                    .cause("a template that rendered nothing looks like this")
                    .help("configure at least one: `name: {uri: …, public: true}`"),
            );
        }
        sources
    }
}

impl Checker<'_> {
    /// Checks `conf` alone.
    fn findings_of_conf(&mut self, conf: &Node, at: &At) {
        self.value(conf, &Shape::Section(&CONF), at);
    }
}

/// The file without what is checked elsewhere: other services, and `conf` of the tile service.
fn without_other_services(main: &Node, service: &Service) -> Node {
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

/// The entries that are in the table of `section`, and the others.
fn split(node: &Node, section: &'static Section) -> (Node, Node) {
    let (a, b): (Vec<_>, Vec<_>) = node.entries().iter().cloned().partition(|e| section.key(&e.key).is_some());
    let with = |entries| Node { span: node.span, kind: Kind::Mapping(entries), origin: None };
    (with(a), with(b))
}

/// Template text and missing values in variables, whether used or not.
fn check_variables(variables: &Variables, checker: &mut Checker<'_>) {
    use super::templates::Braces;
    for (name, variable) in variables.iter() {
        let node = &variable.value;
        let at = At {
            path: format!("variables.{name}"),
            subject: format!("the variable `{name}`"),
            secret: secrets::is_secret_name(name),
            required: true,
        };
        let mut found = Findings::default();
        std::mem::swap(&mut found, checker.findings);
        match &node.kind {
            Kind::Null => checker.value(node, &Shape::Text(Form::Any), &at),
            Kind::Scalar(s) if s.text.trim().is_empty() && at.secret => {
                checker.error(
                    codes::EMPTY_SECRET,
                    node,
                    &at,
                    format!("{} is empty", at.subject),
                    "give it as `{ env(NAME) }`",
                );
            }
            // Braces of tile addresses are legitimate in a variable that becomes one.
            _ => checker.free(node, Braces::Tile, &at),
        }
        std::mem::swap(&mut found, checker.findings);
        for finding in found.iter() {
            let mut finding = finding.clone();
            for (span, path) in &variable.uses {
                finding = finding.related(*span, format!("`{{var: {name}}}` is used at `{path}`"));
            }
            checker.findings.push(finding);
        }
    }
}

/// `--style-substitute`, then `KARTO_STYLE_SUBSTITUTES`, then `karto.styleSubstitutes`.
fn substitutes(options: &LoadOptions, section: Fields<'_>, path: &str, reader: &mut Reader<'_, '_>) {
    let from_environment = options.environment.get("KARTO_STYLE_SUBSTITUTES").unwrap_or("");
    let pairs = from_environment.split(',').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, file)| (name.trim().to_owned(), PathBuf::from(file.trim())));
    let outside: Vec<_> = options.substitutes.iter().cloned().chain(pairs).collect();
    for (name, file) in &outside {
        if !Path::new(file).is_file() {
            reader.checker.findings.push(
                Finding::error(
                    codes::MISSING_FILE,
                    None,
                    format!("the substitute style `{}` for `{name}` does not exist", file.display()),
                )
                .help("correct the path in `--style-substitute NAME=FILE` or KARTO_STYLE_SUBSTITUTES"),
            );
        }
    }
    reader.substitutes = outside;
    let inside = section.node("styleSubstitutes").map_or(&[][..], Node::entries);
    for entry in inside {
        let at = At::key(&At::key(path, "styleSubstitutes").path, &entry.key);
        if let Some(file) = reader.wanted(&entry.value, at, false) {
            reader.substitutes.push((entry.key.clone(), file));
        }
    }
}

/// Keys without effect are said once, all together.
fn mention_unused(unused: &[(String, Span)], findings: &mut Findings) {
    let Some((_, first)) = unused.first() else { return };
    let mut names: Vec<_> = unused.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let finding = Finding::info(codes::NOT_USED, *first, format!("without effect in karto: {}", super::keys::quoted(&names)))
        .cause("they set up Node, or parts of Kartotherian that karto has built in; karto accepts them so that the file need not change");
    findings.push(finding);
}

/// The configuration inside the binary: a world map, through the same stages as any file.
pub fn embedded_default(options: &LoadOptions) -> Loaded {
    load_embedded("<built-in>", include_str!("../../styles/demo/sources.yaml"), options)
}

/// What the command line names: its files, or the configuration inside the binary.
pub fn load_or_default(options: &LoadOptions) -> Loaded {
    if options.files.is_empty() { embedded_default(options) } else { load(options) }
}
