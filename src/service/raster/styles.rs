//! Styles: loaded, narrowed to the layers the configuration wants, and told which sources they read.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    config::settings::{StyleLocation, StyleSettings},
    render::{Resources, SourceInfo, SpriteError},
    style::{self, Severity, Style, StyleProblem},
    text::{FontSet, MaskCache},
    tile::Scale,
};

use super::embedded::{self, EmbeddedStyle};

/// In the configuration's list of sources, the one that stands for every source of the style.
const EVERY_SOURCE: &str = "*";

/// What all styles draw text with.
#[derive(Debug, Default)]
pub struct Fonts {
    set: Arc<FontSet>,
    masks: Arc<MaskCache>,
}

impl Fonts {
    /// The built-in fonts and those in `folders`. A font that cannot be used is a warning.
    pub fn load(folders: &[PathBuf]) -> Self {
        let (set, problems) = FontSet::load(embedded::FONTS.iter().copied(), folders);
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
    /// What is known of the style's sources, by their name in the style.
    pub infos: BTreeMap<String, SourceInfo>,
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
    #[error("{path}:{}:{}: {}: {}", problem.line, problem.column, problem.path, problem.message)]
    Style {
        /// The file.
        path: String,
        /// One of them.
        problem: StyleProblem,
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
        let (style, problems) = style::load(&text, &path);
        for problem in problems.iter().filter(|p| p.severity == Severity::Warning) {
            tracing::warn!("{path}: {problem}");
        }
        let errors = problems.into_iter().filter(|p| p.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|problem| StyleError::Style { path: path.clone(), problem }).collect();
        let Some(mut style) = style.filter(|_| errors.is_empty()) else { return Err(errors) };
        narrow(&mut style, settings);
        let resources = [1.0, 2.0].map(|ratio| resources(&style, settings, found.as_ref(), fonts, ratio));
        let resources = match resources {
            [Ok(single), Ok(double)] => [single, double],
            [Err(error), _] | [_, Err(error)] => {
                return Err(vec![StyleError::Sprite { path, problem: error.to_string() }]);
            }
        };
        let mut drawn = Self { settings: settings.clone(), infos: BTreeMap::new(), style, resources };
        let names: Vec<String> = drawn.style.sources.keys().cloned().collect();
        for name in names {
            if let Some(info) = drawn.backend(&name).map(&data) {
                drawn.infos.insert(name, SourceInfo { tile_size: settings.vector_tile_size, ..info });
            }
        }
        Ok(Arc::new(drawn))
    }

    /// The karto source that stands for the style's source `name`.
    pub fn backend(&self, name: &str) -> Option<&str> {
        let named = |wanted: &str| self.settings.sources.iter().find(|(name, _)| name == wanted);
        named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
    }

    /// Sprites for `scale`.
    pub fn resources(&self, scale: Scale) -> &Resources {
        let [single, double] = &self.resources;
        if scale.factor() < 1.5 { single } else { double }
    }
}

/// Keeps the layers the configuration wants, by their own name or that of the vector layer they read.
fn narrow(style: &mut Style, settings: &StyleSettings) {
    let inputs = &style.inputs;
    style.layers.retain(|layer| {
        let vector = layer.input.and_then(|i| inputs.get(i)).and_then(|input| input.source_layer.as_deref());
        let named = |list: &[String]| list.iter().any(|name| *name == layer.id || Some(name.as_str()) == vector);
        // A background reads nothing and is part of every choice of vector layers.
        let chosen = settings.only_layers.as_deref().is_none_or(|only| vector.is_none() || named(only));
        chosen && !named(&settings.except_layers)
    });
}

fn resources(
    style: &Style,
    settings: &StyleSettings,
    found: Option<&EmbeddedStyle>,
    fonts: &Fonts,
    ratio: f64,
) -> Result<Resources, SpriteError> {
    let mut resources = fonts.resources();
    for sprite in &style.sprites {
        match (&settings.path, found) {
            (StyleLocation::File(path), _) => {
                // Addresses of servers mean nothing here: the sprite is expected beside the style.
                let name = sprite.url.rsplit('/').next().unwrap_or("sprite");
                let base = path.parent().unwrap_or(Path::new(".")).join(name);
                resources.sprites.load(&sprite.id, &base, ratio)?;
            }
            (StyleLocation::Embedded(name), Some(EmbeddedStyle { sprite: [single, double], .. })) => {
                let (json, png) = if ratio < 1.5 { single } else { double };
                resources.sprites.add(&sprite.id, (name, json), (name, png))?;
            }
            (StyleLocation::Embedded(_), None) => {}
        }
    }
    Ok(resources)
}
