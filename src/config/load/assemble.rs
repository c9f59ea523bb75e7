//! The stages in their order, from the documents to the settings.

use std::path::{Path, PathBuf};

use super::{
    LoadOptions,
    parts::Raw,
    service::{self, Service},
    stages::Stages,
};
use crate::{
    config::{
        document::{Entry, Kind, Node},
        expand::Variables,
        files, hash,
        keys::{Form, Shape, conf::CONF, runner::RUNNER},
        read::{self, Reader, fields::Fields},
        references::{self, Vertex},
        schema::{At, Checker},
        secrets,
        templates::Braces,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Span, quoted},
    settings::{FreshnessSettings, Settings, SourceKind, SourceSettings},
};

impl Stages<'_> {
    /// The settings in `main`, as far as it can be read.
    pub(super) fn settings(&mut self, main: Node) -> Option<Settings> {
        if matches!(main.kind, Kind::Broken) {
            return None;
        }
        if !matches!(main.kind, Kind::Mapping(_)) {
            let is = if matches!(main.kind, Kind::Null) { "empty" } else { main.describe() };
            self.diagnostics.push(
                Diagnostic::error(Code::NoService, main.span, format!("the configuration is {is}"))
                    .cause("a configuration is a mapping with `services`, or with the keys of one service")
                    .help("is it the right file? A template that rendered nothing looks like this"),
            );
            return None;
        }
        let mut service = self.service(&main)?;
        let mut variables = self.variables(&service);
        let mut sources = self.sources(&service);
        // Sources and variables have been taken out of `conf`: they are expanded where they are read.
        if let Kind::Mapping(entries) = &mut service.conf.kind {
            let apart = |e: &&mut Entry| e.key != "sources" && e.key != "variables";
            for entry in entries.iter_mut().filter(apart) {
                let path = At::key(&service.path, &entry.key).path;
                variables.expand(&mut entry.value, &path, &mut self.diagnostics);
            }
        }
        for source in &mut sources {
            variables.expand(&mut source.node, &source.path, &mut self.diagnostics);
        }
        variables.report_undefined(&mut self.diagnostics);
        self.read(&main, &service, &variables, &sources)
    }

    fn read(&mut self, main: &Node, service: &Service, variables: &Variables, sources: &[Raw]) -> Option<Settings> {
        let mut checker = Checker::new(&self.files, variables, &mut self.diagnostics);
        check_variables(variables, &mut checker);
        service::check(main, service, &mut checker);
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
                let at = At::named(&raw.path, &format!("`{}`", raw.id));
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
        mention_unused(&unused, &mut self.diagnostics);
        let vertices: Vec<_> = sources
            .iter()
            .map(|raw| Vertex { id: &raw.id, key_span: raw.key_span, path: raw.path.clone(), node: &raw.node })
            .collect();
        references::check(&vertices, self.files.any_repaired(), &mut self.diagnostics);
        references::mention_dependents(&vertices, &mut self.diagnostics);
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
        self.styles = styles;
        Some(settings)
    }

    fn override_with_options(&self, settings: &mut Settings) {
        let options = self.options;
        settings.server.port = options.port.unwrap_or(settings.server.port);
        settings.server.interface = options.interface.unwrap_or(settings.server.interface);
        let admin = &mut settings.karto.admin;
        admin.interface = options.admin_interface.unwrap_or(admin.interface);
        admin.port = options.admin_port.unwrap_or(admin.port);
        settings.karto.fonts.extend_from_slice(&options.fonts);
        if let Some(url) = &options.database_url {
            for source in &mut settings.sources {
                if let SourceKind::Postgis(postgis) = &mut source.kind {
                    postgis.hosts = vec![url.clone()];
                }
            }
        }
    }

    fn nothing_public(&mut self, sources: &[SourceSettings], service: &Service) {
        let span = service.conf.get("sources").map(|n| n.span);
        if !self.diagnostics.has_errors() && !sources.is_empty() && !sources.iter().any(|s| s.public) {
            self.diagnostics.push(
                Diagnostic::warning(Code::NoSources, span, "no source is public: every tile is refused")
                    .at(At::key(&service.path, "sources").path)
                    .help("set `public: true` at the sources that clients may ask for"),
            );
        }
    }
}

/// Template text and missing values in variables, whether used or not.
fn check_variables(variables: &Variables, checker: &mut Checker<'_>) {
    for (name, variable) in variables.iter() {
        let node = &variable.value;
        let at = At {
            path: format!("variables.{name}"),
            subject: format!("the variable `{name}`"),
            secret: secrets::is_secret_name(name),
            required: true,
        };
        let mut found = Diagnostics::default();
        std::mem::swap(&mut found, checker.diagnostics);
        match &node.kind {
            Kind::Null => checker.value(node, &Shape::Text(Form::Any), &at),
            Kind::Scalar(s) if s.text.trim().is_empty() && at.secret => {
                checker.error(
                    Code::EmptySecret,
                    node,
                    &at,
                    format!("{} is empty", at.subject),
                    "give it as `{ env(NAME) }`",
                );
            }
            // Braces of tile addresses are legitimate in a variable that becomes one.
            _ => checker.free(node, Braces::Tile, &at),
        }
        std::mem::swap(&mut found, checker.diagnostics);
        for diagnostic in found.iter() {
            let mut diagnostic = diagnostic.clone();
            for (span, path) in &variable.uses {
                diagnostic = diagnostic.related(*span, format!("`{{var: {name}}}` is used at `{path}`"));
            }
            checker.diagnostics.push(diagnostic);
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
            reader.checker.diagnostics.push(
                Diagnostic::error(
                    Code::MissingFile,
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
fn mention_unused(unused: &[(String, Span)], diagnostics: &mut Diagnostics) {
    let Some((_, first)) = unused.first() else { return };
    let mut names: Vec<_> = unused.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let diagnostic = Diagnostic::info(Code::NotUsed, *first, format!("without effect in karto: {}", quoted(&names)))
        .cause("they set up Node, or parts of Kartotherian that karto has built in; karto accepts them so that the file need not change");
    diagnostics.push(diagnostic);
}
