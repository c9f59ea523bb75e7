//! Runs the stages in order, from documents to settings.

use super::{
    overrides,
    parts::Raw,
    service::{self, ServiceDocument},
    stages::Stages,
    substitutes, variables,
};
use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry},
        expand::Variables,
        files, hash,
        keys::{conf::CONF, runner::RUNNER},
        read::{self, ConfigReader, fields::Fields},
        references::{self, Vertex},
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Span, quoted},
    settings::{FreshnessSettings, Settings, SourceSettings},
};

impl Stages<'_> {
    /// The settings in `main`, as far as they can be read.
    pub(super) fn settings(&mut self, main: DocumentNode) -> Option<Settings> {
        if matches!(main.kind, Kind::Broken) {
            return None;
        }
        if !matches!(main.kind, Kind::Mapping(_)) {
            let is = if matches!(main.kind, Kind::Null) { "empty" } else { main.describe() };
            self.diagnostics.push(
                Diagnostic::error(Code::NoService, main.span, format!("the configuration is {is}"))
                    .cause("a configuration is a mapping with `services`, or with the keys of one service")
                    .help("check that this is the right file; a template that renders nothing produces such a file"),
            );
            return None;
        }
        let mut service = self.service(&main)?;
        let mut variables = self.variables(&service);
        let mut sources = self.sources(&service);
        // `sources` and `variables` are read separately and not expanded here.
        if let Kind::Mapping(entries) = &mut service.conf.kind {
            let apart = |e: &&mut MappingEntry| e.key != "sources" && e.key != "variables";
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

    fn read(
        &mut self,
        main: &DocumentNode,
        service: &ServiceDocument,
        variables: &Variables,
        raw: &[Raw],
    ) -> Option<Settings> {
        let mut checker = Checker::new(&self.files, variables, &mut self.diagnostics);
        variables::check(variables, &mut checker);
        service::check(main, service, &mut checker);
        let unused = std::mem::take(&mut checker.unused);

        let conf = Fields::new(Some(&service.conf), &CONF);
        let outer = Fields::new(Some(main), &RUNNER);
        let section = conf.section("karto");
        let freshness = read::freshness(section.section("cache"), &FreshnessSettings::default());
        let environment = &self.options.environment;
        let mut reader = ConfigReader {
            checker: &mut checker,
            environment,
            substitutes: Vec::new(),
            required_files: Vec::new(),
            styles: Vec::new(),
            freshness,
            all_public: conf.bool("allSourcesPublic"),
        };
        let karto_path = At::key(&service.path, "karto").path;
        substitutes::read(self.options, section, &karto_path, &mut reader);
        let karto = read::karto(section, &karto_path, &mut reader);
        let read: Vec<_> = raw
            .iter()
            .map(|raw| {
                let at = At::named(&raw.path, &format!("`{}`", raw.id));
                read::read_source(&raw.id, raw.key_span, &raw.node, &at, &mut reader)
            })
            .collect();
        let required = std::mem::take(&mut reader.required_files);
        let styles = std::mem::take(&mut reader.styles);
        let handlers = read::handlers(conf, &service.path, &mut checker);
        let metrics = read::metrics(outer, &service.name, &mut checker);
        files::check(&required, &mut checker);
        drop(checker);
        mention_unused(&unused, &mut self.diagnostics);
        self.references(raw);
        let sources: Vec<_> = read.into_iter().collect::<Option<_>>()?;
        self.nothing_public(&sources, service);

        let mut settings = Settings {
            server: read::server(conf)?,
            sources,
            handlers,
            metrics,
            log: read::log(outer, section, &service.name),
            karto: karto?,
            hash: hash::of(main, &service.conf, raw.iter().map(|raw| (raw.id.as_str(), &raw.node))),
            files: self.files.iter().map(|(_, f)| f.path.clone()).collect(),
        };
        overrides::apply(self.options, &mut settings);
        self.styles = styles;
        Some(settings)
    }

    /// Checks the references between `sources`.
    fn references(&mut self, sources: &[Raw]) {
        let vertices: Vec<_> = sources
            .iter()
            .map(|raw| Vertex { id: &raw.id, key_span: raw.key_span, path: raw.path.clone(), node: &raw.node })
            .collect();
        references::check(&vertices, self.files.any_repaired(), &mut self.diagnostics);
        references::mention_dependents(&vertices, &mut self.diagnostics);
    }

    fn nothing_public(&mut self, sources: &[SourceSettings], service: &ServiceDocument) {
        let span = service.conf.get("sources").map(|n| n.span);
        if !self.diagnostics.has_errors() && !sources.is_empty() && !sources.iter().any(|s| s.public) {
            self.diagnostics.push(
                Diagnostic::warning(Code::NoSources, span, "no source is public: every request for a tile is refused")
                    .at(At::key(&service.path, "sources").path)
                    .help("set `public: true` for the sources that clients may request"),
            );
        }
    }
}

/// Reports all keys without effect in one diagnostic.
fn mention_unused(unused: &[(String, Span)], diagnostics: &mut Diagnostics) {
    let Some((_, first)) = unused.first() else { return };
    let mut names: Vec<_> = unused.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let diagnostic = Diagnostic::info(Code::NotUsed, *first, format!("keys without effect in karto: {}", quoted(&names)))
        .cause("they configure Node or parts of Kartotherian that are built into karto; karto accepts them so that the file does not have to change");
    diagnostics.push(diagnostic);
}
