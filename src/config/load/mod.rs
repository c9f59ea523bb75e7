//! From files to settings: the one path that `check`, `serve` and every other command take.

mod assemble;
mod overlay;
mod parts;
mod service;

use std::{path::PathBuf, sync::Arc};

use super::{
    document::{Node, read_file, read_text},
    environment::Environment,
    expand::expand_environment,
    place, secrets,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles},
    settings::{Place, Secret, Settings},
};
use overlay::overlay;

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
    /// `--admin-interface`
    pub admin_interface: Option<std::net::IpAddr>,
    /// `--admin-port`; 0 is any free port.
    pub admin_port: Option<u16>,
    /// `--fonts`: searched after those that the configuration names.
    pub fonts: Vec<PathBuf>,
    /// `--database-url`: every `postgis://` source reads from this database instead.
    pub database_url: Option<Secret>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings: there exactly when no finding is an error.
    pub settings: Option<Settings>,
    /// All findings, by place.
    pub diagnostics: Diagnostics,
    /// The files read, for snippets.
    pub files: Arc<SourceFiles>,
    /// The documents of the files, for masking what is secret.
    pub(super) documents: Arc<Vec<Node>>,
}

impl Loaded {
    /// Refuses, as an error, a binary whose version is not `wanted`.
    pub fn require_version(&mut self, wanted: &str) {
        let version = crate::version::VERSION;
        if wanted == version {
            return;
        }
        let diagnostic = Diagnostic::error(
            Code::WrongVersion,
            None,
            format!("this is karto {version}, but version {wanted} is required"),
        );
        self.diagnostics.push(
            diagnostic
                .cause("the configuration or chart was made for another release than the binary or image that would run it")
                .help(format!("use the image of version {wanted}, or the chart of version {version}")),
        );
        self.settings = None;
    }

    /// Adds what a trial run found to be away although everything works without it.
    pub fn add_absence(&mut self, place: &Place, path: &str, message: &str) {
        let span = place::word_at(place, &self.files);
        let diagnostic = Diagnostic::warning(Code::ConnectFailed, span, secrets::mask(message)).at(path);
        self.diagnostics.push(
            diagnostic
                .cause("the others serve in its place; when they fail, or all are needed, it will be missed")
                .help("check that it runs and can be reached from here, or take it out of the configuration"),
        );
    }

    /// Adds what a trial run found out about something that is configured at `place`.
    pub fn add_trial(&mut self, place: &Place, path: &str, message: String) {
        let span = place::word_at(place, &self.files);
        let message = secrets::mask(&message);
        let help = "check that it runs and can be reached from here, and that address, name and password are right";
        self.diagnostics.push(Diagnostic::error(Code::ConnectFailed, span, message).at(path).help(help));
        self.settings = None;
    }
}

/// Loads the files of `options`.
pub fn load(options: &LoadOptions) -> Loaded {
    let mut stages = Stages::new(options);
    let mut main: Option<Node> = None;
    for path in &options.files {
        let Ok(node) = read_file(path, None, &mut stages.files, &mut stages.diagnostics) else { continue };
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
    let node = read_text(PathBuf::from(name), text.to_owned(), true, &mut stages.files, &mut stages.diagnostics);
    let node = stages.prepare(node);
    stages.finish(Some(node))
}

/// The configuration inside the binary: a world map, through the same stages as any file.
pub fn embedded_default(options: &LoadOptions) -> Loaded {
    load_embedded("<built-in>", include_str!("../../../styles/demo/sources.yaml"), options)
}

/// What the command line names: its files, or the configuration inside the binary.
pub fn load_or_default(options: &LoadOptions) -> Loaded {
    if options.files.is_empty() { embedded_default(options) } else { load(options) }
}

/// The stages in progress.
struct Stages<'o> {
    options: &'o LoadOptions,
    files: SourceFiles,
    diagnostics: Diagnostics,
    documents: Vec<Node>,
}

impl<'o> Stages<'o> {
    pub(super) fn new(options: &'o LoadOptions) -> Self {
        Self { options, files: SourceFiles::default(), diagnostics: Diagnostics::default(), documents: Vec::new() }
    }

    /// Keeps the document for masking, and fills in environment variables.
    pub(super) fn prepare(&mut self, mut node: Node) -> Node {
        self.documents.push(node.clone());
        expand_environment(&mut node, &self.options.environment, &self.files, &mut self.diagnostics);
        node
    }

    pub(super) fn finish(mut self, main: Option<Node>) -> Loaded {
        let settings = main.and_then(|main| self.settings(main));
        secrets::mention_in_files(&self.files, &self.documents, &mut self.diagnostics);
        self.diagnostics.sort();
        let settings = settings.filter(|_| !self.diagnostics.has_errors());
        Loaded {
            settings,
            diagnostics: self.diagnostics,
            files: Arc::new(self.files),
            documents: Arc::new(self.documents),
        }
    }
}
