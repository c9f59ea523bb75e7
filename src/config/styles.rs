//! Styles: their files are read here already, so that a broken style is a finding of `karto check` and
//! not a surprise of the start. What a style asks for must be there: its sources, their layers, the
//! layers that the configuration names.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    codes,
    document::{FileId, Node, SourceFiles, Span},
    finding::{Finding, did_you_mean},
    schema::At,
    settings::{EVERY_SOURCE, PostgisSettings, Settings, SourceKind, StyleLocation, StyleSettings},
};
use crate::style::{self, Severity, Style};

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
    let mut findings = Vec::new();
    let mut read: BTreeMap<&Path, Option<Style>> = BTreeMap::new();
    for named in uses {
        let Some(source) = settings.sources.iter().find(|s| *s.id == *named.id) else { continue };
        let SourceKind::Style(drawn) = &source.kind else { continue };
        let StyleLocation::File(path) = &drawn.path else { continue };
        let style = read.entry(path).or_insert_with(|| load(path, named, files, &mut findings));
        if let Some(style) = style {
            asked_for(style, drawn, named, settings, &mut findings);
        }
    }
    findings
}

/// The style in the file at `path`; its problems go to `findings`.
fn load(path: &Path, named: &StyleUse, files: &mut SourceFiles, findings: &mut Vec<Finding>) -> Option<Style> {
    // That it is there has been checked; what changed since then is a matter of the start.
    let size = std::fs::metadata(path).ok()?.len();
    if size > MAX_BYTES {
        findings.push(
            Finding::error(
                codes::FILE_TOO_LARGE,
                named.node.span,
                format!("the style is larger than {} MiB", MAX_BYTES >> 20),
            )
            .at(&named.at.path)
            .help("is it the right file?"),
        );
        return None;
    }
    let text = std::fs::read_to_string(path).ok()?;
    let (style, mut problems) = style::load(&text, &path.display().to_string());
    // Where tiles come from is what the configuration says, not the style.
    problems.retain(|p| !(p.severity == Severity::Warning && p.code == "style/source"));
    if !problems.is_empty() {
        let file = files.add(path.to_owned(), text, false);
        for problem in problems.iter().take(MAX_PROBLEMS) {
            let span = span(files, file, problem.line, problem.column);
            let finding = match problem.severity {
                Severity::Error => Finding::error(codes::STYLE_INVALID, span, &problem.message),
                Severity::Warning => Finding::warning(codes::STYLE_INVALID, span, &problem.message),
            };
            findings.push(
                finding
                    .at(&problem.path)
                    .help("correct the style; the MapLibre style specification tells what each property may be")
                    .related(named.node.span, format!("`{}` draws this style", named.id)),
            );
        }
        if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|n| *n > 0) {
            findings.push(
                Finding::warning(codes::STYLE_INVALID, named.node.span, format!("the style has {more} more problems"))
                    .at(&named.at.path),
            );
        }
    }
    style
}

fn span(files: &SourceFiles, file: FileId, line: usize, column: usize) -> Span {
    let range = files.get(file).map_or(0..0, |f| f.line(line.max(1)));
    let text = files.get(file).and_then(|f| f.text.get(range.clone())).unwrap_or("");
    let at = text.char_indices().nth(column.saturating_sub(1)).map_or(0, |(i, _)| i);
    let rest = text.get(at..).unwrap_or("");
    let length = rest.find([',', '}', ']']).unwrap_or(rest.len()).max(1).min(rest.len());
    Span { file, start: (range.start + at) as u32, end: (range.start + at + length) as u32 }
}

/// Sources and layers that the style or the configuration ask for must exist.
fn asked_for(style: &Style, drawn: &StyleSettings, named: &StyleUse, settings: &Settings, findings: &mut Vec<Finding>) {
    let span = named.node.span;
    let vector: Vec<&str> = style
        .sources
        .iter()
        .filter(|(_, s)| s.kind == style::SourceKind::Vector)
        .map(|(name, _)| name.as_str())
        .collect();
    for (name, _) in drawn.sources.iter().filter(|(name, _)| name != EVERY_SOURCE && !style.sources.contains_key(name))
    {
        findings.push(
            Finding::error(codes::STYLE_LAYER, span, format!("the style has no source `{name}`"))
                .at(&named.at.path)
                .help(format!("its vector sources are {}", super::keys::quoted(&vector)))
                .suggest(did_you_mean(name, vector.iter().copied())),
        );
    }
    let misnamed = drawn.sources.iter().any(|(name, _)| name != EVERY_SOURCE && !style.sources.contains_key(name));
    for name in &vector {
        let backend = drawn.sources.iter().find(|(n, _)| n == name || n == EVERY_SOURCE);
        let Some((_, id)) = backend else {
            if misnamed {
                continue;
            }
            findings.push(
                Finding::error(
                    codes::STYLE_LAYER,
                    span,
                    format!("no source is given for `{name}`, which the style reads"),
                )
                .at(&named.at.path)
                .help(format!(
                    "add it to `params.sources` (`{name}: {{ref: …}}`), or give one source for all as `params.source`"
                )),
            );
            continue;
        };
        let Some(layers) = layers_of(id, settings, 0) else { continue };
        let read: BTreeSet<&str> =
            style.inputs.iter().filter(|i| i.source == *name).filter_map(|i| i.source_layer.as_deref()).collect();
        for layer in read.into_iter().filter(|layer| !layers.contains(*layer)) {
            let message = format!("the style reads the vector layer `{layer}`, which `{id}` does not have");
            let finding = match named.stand_in {
                true => Finding::warning(codes::STYLE_LAYER, span, message),
                false => Finding::error(codes::STYLE_LAYER, span, message),
            };
            let known: Vec<&str> = layers.iter().map(String::as_str).collect();
            findings.push(
                finding
                    .at(&named.at.path)
                    .help(format!("its layers are {}", super::keys::quoted(&known)))
                    .suggest(did_you_mean(layer, known.iter().copied())),
            );
        }
    }
    if named.stand_in {
        return;
    }
    let names: BTreeSet<&str> = style
        .layers
        .iter()
        .map(|l| l.id.as_str())
        .chain(style.inputs.iter().filter_map(|i| i.source_layer.as_deref()))
        .collect();
    let chosen = drawn.only_layers.iter().flatten().chain(&drawn.except_layers);
    for name in chosen.filter(|name| !names.contains(name.as_str())) {
        findings.push(
            Finding::error(
                codes::STYLE_LAYER,
                span,
                format!("the style has no layer `{name}`, which this source chooses or leaves out"),
            )
            .at(&named.at.path)
            .help("name a layer of the style, or a vector layer that it reads")
            .suggest(did_you_mean(name, names.iter().copied())),
        );
    }
}

/// The vector layers of the tiles of source `id`, where the configuration tells them.
fn layers_of(id: &str, settings: &Settings, depth: usize) -> Option<BTreeSet<String>> {
    let source = settings.sources.iter().find(|s| *s.id == *id).filter(|_| depth < 64)?;
    let below = |id: &str| layers_of(id, settings, depth + 1);
    match &source.kind {
        SourceKind::Postgis(PostgisSettings { layers, .. }) => Some(layers.iter().map(|l| l.id.clone()).collect()),
        SourceKind::Overzoom(s) => below(&s.source),
        SourceKind::Json2tags(s) => below(&s.source),
        SourceKind::Babel(s) => below(&s.source),
        SourceKind::Mirror(s) => below(&s.source),
        SourceKind::Layers(s) => {
            let mut all = BTreeSet::new();
            for part in &s.parts {
                let taken = match &part.only {
                    Some(only) => only.iter().cloned().collect(),
                    None => below(&part.source)?,
                };
                let kept = taken.into_iter().filter(|l| !part.except.contains(l));
                all.extend(kept.map(|l| part.rename.get(&l).cloned().unwrap_or(l)));
            }
            Some(all)
        }
        SourceKind::Http(_) | SourceKind::File(_) | SourceKind::Mbtiles(_) | SourceKind::Pmtiles(_) => {
            let layers = source.set_info.as_ref()?.get("vector_layers")?.as_array()?;
            Some(layers.iter().filter_map(|l| Some(l.get("id")?.as_str()?.to_owned())).collect())
        }
        SourceKind::Style(_) => None,
    }
}
