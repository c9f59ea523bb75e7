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

use super::{
    codes::{self, Code},
    document::{FileId, Node, SourceFiles, Span},
    finding::{Finding, did_you_mean},
    schema::At,
};
use crate::{
    image::sprite::Sprites,
    settings::{EVERY_SOURCE, Settings, SourceKind, StyleLocation, StyleSettings},
    style::{self, LayerMentions, Severity, Style, StyleProblem},
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
pub fn check(settings: &Settings, uses: &[StyleUse], files: &mut SourceFiles) -> Vec<Finding> {
    let mut check = Check { settings, files, findings: Vec::new(), fonts: OnceCell::new() };
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
    check.findings
}

/// A style file that was read.
struct Read {
    style: Style,
    mentions: Vec<LayerMentions>,
    file: FileId,
    /// Images at single and double density; `None` where a sprite cannot be used.
    sprites: Option<[Sprites; 2]>,
}

impl Read {
    /// The place in the style's file.
    fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span { file: self.file, start: range.start as u32, end: range.end as u32 }
    }
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
    fn finding(&self, code: Code, range: &std::ops::Range<usize>, message: String, path: &str) -> Finding {
        let span = self.read.span(range);
        let finding = match self.named.stand_in {
            true => Finding::warning(code, span, message),
            false => Finding::error(code, span, message),
        };
        finding.at(path).related(self.named.node.span, format!("`{}` draws this style", self.named.id))
    }
}

/// A check in progress.
struct Check<'c> {
    settings: &'c Settings,
    files: &'c mut SourceFiles,
    findings: Vec<Finding>,
    fonts: OnceCell<FontSet>,
}

impl Check<'_> {
    /// The style in the file at `path`; its problems become findings.
    fn load(&mut self, path: &Path, named: &StyleUse) -> Option<Read> {
        // That it is there has been checked; what changed since then is a matter of the start.
        let size = std::fs::metadata(path).ok()?.len();
        if size > MAX_BYTES {
            let message = format!("the style is larger than {} MiB", MAX_BYTES >> 20);
            let finding = Finding::error(codes::FILE_TOO_LARGE, named.node.span, message);
            self.findings.push(finding.at(&named.at.path).help("is it the right file?"));
            return None;
        }
        let bytes = std::fs::read(path).ok()?;
        let Ok(text) = String::from_utf8(bytes) else {
            let finding = Finding::error(codes::STYLE_INVALID, named.node.span, "the style is not UTF-8 text");
            self.findings.push(finding.at(&named.at.path).help("is it the right file? A style is JSON"));
            return None;
        };
        let (style, mut problems) = style::load(&text, &path.display().to_string());
        let mentions = style::mentions(&text);
        let file = self.files.add(path.to_owned(), text, false);
        // Where tiles come from is what the configuration says, not the style.
        problems.retain(|p| p.code != "style/incomplete-source");
        for problem in problems.iter().take(MAX_PROBLEMS) {
            self.findings.push(finding(problem, file, named));
        }
        if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|n| *n > 0) {
            let message = format!("the style has {more} more problems");
            let finding = match problems.iter().skip(MAX_PROBLEMS).any(|p| p.severity == Severity::Error) {
                true => Finding::error(codes::STYLE_INVALID, named.node.span, message),
                false => Finding::warning(codes::STYLE_INVALID, named.node.span, message),
            };
            self.findings.push(finding.at(&named.at.path).help("correct the first ones and check again"));
        }
        let style = style?;
        let sprites = self.sprites(&style, path, file, named);
        Some(Read { style, mentions, file, sprites })
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
            self.findings.push(
                Finding::error(codes::STYLE_LAYER, named.node.span, message)
                    .at(&named.at.path)
                    .help("name a layer of the style, or a vector layer that it reads")
                    .suggest(did_you_mean(name, names.iter().copied())),
            );
        }
    }
}

/// A problem of a style as a finding.
fn finding(problem: &StyleProblem, file: FileId, named: &StyleUse) -> Finding {
    let span = Span { file, start: problem.span.start as u32, end: problem.span.end as u32 };
    let (code, help) = match problem.code {
        "style/unknown-property" => (codes::STYLE_PROPERTY, "correct the name, or take it out"),
        "style/value" | "style/range" => (codes::STYLE_VALUE, "correct the value"),
        "style/expression" | "style/filter" => (codes::STYLE_EXPRESSION, "correct the expression"),
        "style/source" | "style/source-layer" => (codes::STYLE_SOURCE, "correct the layer, or the style's `sources`"),
        "style/sprite" => (codes::STYLE_IMAGE, "write an address, or a list of `{id, url}`"),
        "style/unsupported" => (codes::STYLE_NOT_DRAWN, "take it out, or expect a picture without it"),
        _ => (
            codes::STYLE_INVALID,
            "correct the style; https://maplibre.org/maplibre-style-spec/ tells what it may hold",
        ),
    };
    let finding = match problem.severity {
        Severity::Error => Finding::error(code, span, &problem.message),
        Severity::Warning => Finding::warning(code, span, &problem.message),
    };
    finding
        .at(&problem.path)
        .help(problem.help.as_deref().unwrap_or(help))
        .suggest(problem.suggestion.as_deref())
        .related(named.node.span, format!("`{}` draws this style", named.id))
}

/// The karto source that stands for the style's source `name`.
fn backend<'d>(drawn: &'d StyleSettings, name: &str) -> Option<&'d str> {
    let named = |wanted: &str| drawn.sources.iter().find(|(name, _)| name == wanted);
    named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
}
