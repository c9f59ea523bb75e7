//! Styles: their files are read here already, so that a broken style is a finding of `karto check` and
//! not a surprise of the start. What a style asks for must be there: its sources, their layers, sprites and
//! their images, fonts, and the layers that the configuration names.

mod archive;
mod delivered;
mod resources;

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{document::Node, schema::At};
use crate::{
    diagnostic::{Code, Diagnostic, Severity, SourceFiles, Span},
    image::sprite::Sprites,
    settings::{EVERY_SOURCE, Settings, SourceKind, StyleLocation, StyleSettings},
    spelling::did_you_mean,
    style::{self, LayerMentions, Style},
    text::FontSet,
};

/// Largest style read, in bytes.
const MAX_BYTES: u64 = 32 << 20;
/// Most problems told of one style.
const MAX_PROBLEMS: usize = 20;

/// A style that a source names.
#[derive(Debug, Clone)]
pub struct StyleUse {
    /// The source.
    pub id: String,
    /// Where the style is named.
    pub node: Node,
    /// YAML path of the name.
    pub at: At,
    /// Whether it stands in for a CartoCSS project, whose layers may be others.
    pub stand_in: bool,
}

/// Reads the style files that `uses` name and reports what is wrong with them.
pub fn check(settings: &Settings, uses: &[StyleUse], files: &mut SourceFiles) -> Vec<Diagnostic> {
    let mut check = Check { settings, files, diagnostics: Vec::new(), fonts: OnceCell::new() };
    let mut read: BTreeMap<PathBuf, Option<Arc<Read>>> = BTreeMap::new();
    for named in uses {
        let Some(source) = settings.sources.iter().find(|s| *s.id == *named.id) else { continue };
        let SourceKind::Style(drawn) = &source.kind else { continue };
        let StyleLocation::File(path) = &drawn.path else { continue };
        let known = read.entry(path.clone()).or_insert_with(|| check.load(path, named).map(Arc::new));
        if let Some(read) = known.clone() {
            check.asked_for(&Use { read: &read, drawn, named });
        }
    }
    check.diagnostics
}

/// A style file that was read.
struct Read {
    style: Style,
    mentions: Vec<LayerMentions>,
    /// Images at single and double density; `None` where a sprite cannot be used.
    sprites: Option<[Sprites; 2]>,
}

/// A style as one source draws it.
struct Use<'u> {
    read: &'u Read,
    drawn: &'u StyleSettings,
    named: &'u StyleUse,
}

impl<'u> Use<'u> {
    /// What the layers name that this source draws.
    fn layers(&self) -> impl Iterator<Item = &'u LayerMentions> {
        let drawn = self.drawn;
        self.read.mentions.iter().filter(move |layer| {
            drawn.draws(&layer.id, layer.source_layer.as_ref().map(|mention| mention.what.as_str()))
        })
    }

    /// An error about the style's file, or a warning where the style only stands in for another.
    fn diagnostic(&self, code: Code, span: Span, message: String, path: &str) -> Diagnostic {
        let diagnostic = match self.named.stand_in {
            true => Diagnostic::warning(code, span, message),
            false => Diagnostic::error(code, span, message),
        };
        diagnostic.at(path).related(self.named.node.span, format!("`{}` draws this style", self.named.id))
    }
}

/// A check in progress.
struct Check<'c> {
    settings: &'c Settings,
    files: &'c mut SourceFiles,
    diagnostics: Vec<Diagnostic>,
    fonts: OnceCell<FontSet>,
}

impl Check<'_> {
    /// The style in the file at `path`; its problems become findings.
    fn load(&mut self, path: &Path, named: &StyleUse) -> Option<Read> {
        // That it is there has been checked; what changed since then is a matter of the start.
        let size = std::fs::metadata(path).ok()?.len();
        if size > MAX_BYTES {
            let message = format!("the style is larger than {} MiB", MAX_BYTES >> 20);
            let diagnostic = Diagnostic::error(Code::FileTooLarge, named.node.span, message);
            self.diagnostics.push(diagnostic.at(&named.at.path).help("is it the right file?"));
            return None;
        }
        let bytes = std::fs::read(path).ok()?;
        let Ok(text) = String::from_utf8(bytes) else {
            let diagnostic = Diagnostic::error(Code::StyleInvalid, named.node.span, "the style is not UTF-8 text");
            self.diagnostics.push(diagnostic.at(&named.at.path).help("is it the right file? A style is JSON"));
            return None;
        };
        let id = self.files.add(path.to_owned(), text, false);
        let file = self.files.get(id)?;
        let (style, mut problems) = style::load(file);
        let mentions = style::mentions(file);
        // Where tiles come from is what the configuration says, not the style.
        problems.retain(|p| p.code != Code::StyleSourceAddress);
        for problem in problems.iter().take(MAX_PROBLEMS) {
            let note = format!("`{}` draws this style", named.id);
            self.diagnostics.push(problem.clone().related(named.node.span, note));
        }
        if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|n| *n > 0) {
            let message = format!("the style has {more} more problems");
            let diagnostic = match problems.iter().skip(MAX_PROBLEMS).any(|p| p.severity == Severity::Error) {
                true => Diagnostic::error(Code::StyleInvalid, named.node.span, message),
                false => Diagnostic::warning(Code::StyleInvalid, named.node.span, message),
            };
            self.diagnostics.push(diagnostic.at(&named.at.path).help("correct the first ones and check again"));
        }
        let style = style?;
        let sprites = self.sprites(&style, path, id, named);
        Some(Read { style, mentions, sprites })
    }

    /// What the style or the configuration ask for must exist.
    fn asked_for(&mut self, used: &Use<'_>) {
        self.sources(used);
        self.images(used);
        self.fonts(used);
        if !used.named.stand_in {
            self.chosen_layers(used);
        }
    }

    /// Layers that the configuration chooses or leaves out.
    fn chosen_layers(&mut self, used: &Use<'_>) {
        let Use { read, drawn, named } = used;
        let layers = read.style.layers.iter().map(|l| l.id.as_str());
        let vector = read.style.inputs.iter().filter_map(|i| i.source_layer.as_deref());
        let names: BTreeSet<&str> = layers.chain(vector).collect();
        let chosen = drawn.only_layers.iter().flatten().chain(&drawn.except_layers);
        for name in chosen.filter(|name| !names.contains(name.as_str())) {
            let message = format!("the style has no layer `{name}`, which this source chooses or leaves out");
            self.diagnostics.push(
                Diagnostic::error(Code::StyleLayer, named.node.span, message)
                    .at(&named.at.path)
                    .help("name a layer of the style, or a vector layer that it reads")
                    .suggest(did_you_mean(name, names.iter().copied())),
            );
        }
    }
}

/// The karto source that stands for the style's source `name`.
fn backend<'d>(drawn: &'d StyleSettings, name: &str) -> Option<&'d str> {
    let named = |wanted: &str| drawn.sources.iter().find(|(name, _)| name == wanted);
    named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
}
