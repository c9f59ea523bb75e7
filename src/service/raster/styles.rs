//! Styles: loaded, narrowed to the layers the configuration wants, and told which sources they read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use serde_json::{Map, Value as Json};

use crate::{
    diagnostic::{Diagnostic, Severity, SourceFile, report},
    image::sprite::SpriteFiles,
    render::{OwnData, OwnDataError, Resources, SourceInfo, SpriteError},
    settings::{StyleLocation, StyleSettings},
    style::{
        self, SourceType, Style,
        embedded::{self, EmbeddedStyle},
    },
    text::{self, FontSet, MaskCache},
    tile::Scale,
};

/// In the configuration's list of sources, the one that stands for every source of the style.
const EVERY_SOURCE: &str = "*";

/// What all styles draw text with.
#[derive(Debug, Default)]
pub struct Fonts {
    pub(super) set: Arc<FontSet>,
    masks: Arc<MaskCache>,
}

impl Fonts {
    /// The built-in fonts and those in `folders`. A font that cannot be used is a warning.
    pub fn load(folders: &[PathBuf]) -> Self {
        let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), folders);
        for problem in problems {
            tracing::warn!("font {problem}");
        }
        Self { set: Arc::new(set), masks: Arc::default() }
    }

    /// Resources with these fonts and no images.
    pub fn resources(&self) -> Resources {
        Resources { fonts: self.set.clone(), masks: self.masks.clone(), ..Resources::default() }
    }
}

/// A style, ready to draw with.
#[derive(Debug)]
pub struct Drawn {
    /// The configuration's words.
    pub settings: StyleSettings,
    /// The layers drawn.
    pub style: Style,
    /// The document as it was written, for browsers.
    pub document: Map<String, Json>,
    /// What is known of the style's sources, by their name in the style.
    pub infos: BTreeMap<String, SourceInfo>,
    /// The sprites' files by id, for browsers.
    pub sprites: BTreeMap<String, [SpriteFiles; 2]>,
    /// Sprites for scales below 1.5, and from there on.
    resources: [Resources; 2],
}

/// Why a style cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StyleError {
    /// Its file cannot be read.
    #[error("{path}: {problem}")]
    File {
        /// The file.
        path: String,
        /// Why not.
        problem: String,
    },
    /// No style of this name is part of the binary.
    #[error("there is no built-in style {0}")]
    Embedded(&'static str),
    /// It has errors.
    #[error("{path}:{line}:{column}: {}: {}", problem.path, problem.message)]
    Style {
        /// The file.
        path: String,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// One of them.
        problem: Box<Diagnostic>,
    },
    /// It reads a layer that its source does not have.
    #[error(
        "{path}: the style reads the vector layer `{layer}`, which `{source_id}` does not have; its layers are {known}"
    )]
    Layer {
        /// The style's file.
        path: String,
        /// Which layer.
        layer: String,
        /// The source.
        source_id: String,
        /// The layers there are.
        known: String,
    },
    /// Features or a picture of its own cannot be used.
    #[error("{path}: source \"{source_name}\": {problem}")]
    OwnData {
        /// The style's file.
        path: String,
        /// The source's name in the style.
        source_name: String,
        /// Why not.
        problem: String,
    },
    /// Its sprite cannot be used.
    #[error("{path}: {problem}")]
    Sprite {
        /// The style's file.
        path: String,
        /// Why not.
        problem: String,
    },
}

impl StyleError {
    /// The error that `problem` in `file` is.
    fn of(problem: Diagnostic, file: &SourceFile) -> Self {
        let (line, column) = problem.span.map_or((1, 1), |span| file.line_column(span.start));
        Self::Style { path: file.path.display().to_string(), line, column, problem: Box::new(problem) }
    }
}

impl Drawn {
    /// Loads the style of `settings`. `data` tells zooms of a karto source by its name. All errors of the
    /// style are reported.
    pub fn load(
        settings: &StyleSettings,
        fonts: &Fonts,
        data: impl Fn(&str) -> SourceInfo,
    ) -> Result<Arc<Self>, Vec<StyleError>> {
        let (path, text, found) = match &settings.path {
            StyleLocation::File(path) => {
                let name = path.display().to_string();
                match std::fs::read_to_string(path) {
                    Ok(text) => (name, text, None),
                    Err(e) => return Err(vec![StyleError::File { path: name, problem: e.to_string() }]),
                }
            }
            StyleLocation::Embedded(name) => match embedded::style(name) {
                Some(found) => (format!("embedded/{name}"), found.json.to_owned(), Some(found)),
                None => return Err(vec![StyleError::Embedded(name)]),
            },
        };
        let file = SourceFile::new(&path, text);
        let (style, problems) = style::load(&file);
        for problem in problems.iter().filter(|p| p.severity == Severity::Warning) {
            tracing::warn!("{}", report::line(problem, &file));
        }
        let errors = problems.into_iter().filter(|p| p.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|problem| StyleError::of(problem, &file)).collect();
        let Some(mut style) = style.filter(|_| errors.is_empty()) else { return Err(errors) };
        narrow(&mut style, settings);
        let own = Arc::new(own_data(&style, settings, &path)?);
        let spoiled = |error: SpriteError| vec![StyleError::Sprite { path: path.clone(), problem: error.to_string() }];
        let sprites = sprites(&style, settings, found.as_ref()).map_err(spoiled)?;
        let resources = |density: usize| {
            let mut resources = Resources { own: own.clone(), ..fonts.resources() };
            for (id, files) in &sprites {
                resources.sprites.add_files(id, &files[density])?;
            }
            Ok(resources)
        };
        let resources = [resources(0).map_err(spoiled)?, resources(1).map_err(spoiled)?];
        let document = serde_json::from_str(&file.text).unwrap_or_default();
        let infos = BTreeMap::new();
        let mut drawn = Self { settings: settings.clone(), document, infos, style, sprites, resources };
        let names: Vec<String> = drawn.style.sources.keys().cloned().collect();
        for name in names {
            let own = drawn.style.sources.get(&name).filter(|s| s.kind() == SourceType::GeoJson);
            if let Some(own) = own.map(SourceInfo::of) {
                drawn.infos.insert(name, own);
            } else if let Some(info) = drawn.backend(&name).map(&data) {
                drawn.infos.insert(name, SourceInfo { tile_size: settings.vector_tile_size, ..info });
            }
        }
        Ok(Arc::new(drawn))
    }

    /// The vector layers that `layers_of` a karto source lacks although the style's file reads them. A source that
    /// says nothing of its layers lacks none.
    pub fn lacking(&self, layers_of: impl Fn(&str) -> Vec<String>) -> Vec<StyleError> {
        let StyleLocation::File(path) = &self.settings.path else { return Vec::new() };
        let read: BTreeSet<usize> = self.style.layers.iter().filter_map(|layer| layer.input).collect();
        let inputs = read.into_iter().filter_map(|i| self.style.inputs.get(i));
        let lacking = inputs.filter_map(|input| {
            let (layer, source_id) = (input.source_layer.clone()?, self.backend(&input.source)?);
            let known = layers_of(source_id);
            let lacks = !known.is_empty() && !known.contains(&layer);
            lacks.then(|| StyleError::Layer {
                path: path.display().to_string(),
                layer,
                source_id: source_id.to_owned(),
                known: known.join(", "),
            })
        });
        lacking.collect()
    }

    /// The karto source that stands for the style's source `name`; none for features and pictures of the style's own.
    pub fn backend(&self, name: &str) -> Option<&str> {
        if self.style.sources.get(name).is_some_and(|source| source.kind().is_own()) {
            return None;
        }
        let named = |wanted: &str| self.settings.sources.iter().find(|(name, _)| name == wanted);
        named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
    }

    /// Whether the layer that `json` describes is drawn.
    pub fn draws(&self, json: &Json) -> bool {
        let text = |key: &str| json.get(key).and_then(Json::as_str);
        self.settings.draws(text("id").unwrap_or_default(), text("source-layer"))
    }

    /// Sprites for `scale`.
    pub fn resources(&self, scale: Scale) -> &Resources {
        let [single, double] = &self.resources;
        if scale.factor() < 1.5 { single } else { double }
    }
}

/// Keeps the layers the configuration wants.
fn narrow(style: &mut Style, settings: &StyleSettings) {
    let inputs = &style.inputs;
    style.layers.retain(|layer| {
        let vector = layer.input.and_then(|i| inputs.get(i)).and_then(|input| input.source_layer.as_deref());
        settings.draws(&layer.id, vector)
    });
}

/// What the style brings itself. Data on servers are left out with a warning, as `karto check` says.
fn own_data(style: &Style, settings: &StyleSettings, path: &str) -> Result<OwnData, Vec<StyleError>> {
    let folder = match &settings.path {
        StyleLocation::File(file) => file.parent().unwrap_or(Path::new(".")),
        StyleLocation::Embedded(_) => Path::new("."),
    };
    let (own, unread) = OwnData::load(style, folder);
    let mut errors = Vec::new();
    for (source, problem) in unread {
        match problem {
            OwnDataError::Elsewhere(_) => tracing::warn!("{path}: source \"{source}\" is not drawn: {problem}"),
            _ => errors.push(StyleError::OwnData {
                path: path.to_owned(),
                source_name: source,
                problem: problem.to_string(),
            }),
        }
    }
    if errors.is_empty() { Ok(own) } else { Err(errors) }
}

/// The files of the style's sprites by id, single and double density.
fn sprites(
    style: &Style,
    settings: &StyleSettings,
    found: Option<&EmbeddedStyle>,
) -> Result<BTreeMap<String, [SpriteFiles; 2]>, SpriteError> {
    let mut all = BTreeMap::new();
    for sprite in &style.sprites {
        let files = match (&settings.path, found) {
            (StyleLocation::File(path), _) => {
                let base = sprite.beside(path.parent().unwrap_or(Path::new(".")));
                [SpriteFiles::read(&base, 1.0)?, SpriteFiles::read(&base, 2.0)?]
            }
            (StyleLocation::Embedded(name), Some(EmbeddedStyle { sprite: both, .. })) => both.map(|(json, png)| {
                let file = |bytes| ((*name).to_owned(), Bytes::from_static(bytes));
                SpriteFiles { json: file(json), png: file(png) }
            }),
            (StyleLocation::Embedded(_), None) => continue,
        };
        all.insert(sprite.id.clone(), files);
    }
    Ok(all)
}
