//! Loads styles.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use crate::{
    bounded_file,
    diagnostic::{Severity, SourceFile, report},
    image::sprite::SpriteFiles,
    render::{OwnData, OwnDataError, PreparedTiles, Resources, SourceInfo},
    settings::{StyleLanguage, StyleLocation, StyleSettings},
    style::{
        self, SourceType, Style,
        embedded::{self, EmbeddedStyle},
    },
    tile::MAX_ZOOM,
};

use super::{
    error::StyleError,
    fonts::Fonts,
    loaded::LoadedStyle,
    map::Maps,
    sprites::{self, ServedSprite},
};

/// Facts about the karto source that replaces a source of the style.
#[derive(Debug, Default)]
pub(crate) struct StyleInput {
    /// The minimum zoom with tiles.
    pub(crate) min_zoom: Option<u8>,
    /// The maximum zoom with tiles.
    pub(crate) max_zoom: Option<u8>,
    /// Its vector layers; empty if they are not known.
    pub(crate) layers: Vec<String>,
}

/// A style, with the errors that do not prevent drawing: layers that its sources lack.
type LoadResult = (Arc<LoadedStyle>, Vec<StyleError>);

/// Loads the style of `settings`. `backend` returns facts about a karto source. Returns all errors of the style.
pub(crate) fn load<'a>(
    settings: &StyleSettings,
    fonts: &Fonts,
    prepared: &PreparedTiles,
    maps: &mut Maps,
    backend: impl Fn(&str) -> Option<&'a StyleInput>,
) -> Result<LoadResult, Vec<StyleError>> {
    let mut loaded = match (settings.language, &settings.path) {
        (StyleLanguage::Carto | StyleLanguage::Mapnik, StyleLocation::File(path)) => {
            maps.load(settings, path, fonts)?
        }
        _ => load_maplibre(settings, fonts)?,
    };
    let prepared = prepared.for_another_style();
    loaded.resources.iter_mut().for_each(|resources| resources.prepared = Some(prepared.clone()));
    loaded.infos = infos(&loaded, &backend);
    let lacking = loaded.lacking(|id| backend(id).map(|backend| backend.layers.clone()).unwrap_or_default());
    Ok((Arc::new(loaded), lacking))
}

fn load_maplibre(settings: &StyleSettings, fonts: &Fonts) -> Result<LoadedStyle, Vec<StyleError>> {
    let source = StyleText::read(settings)?;
    let path = source.file.path.display().to_string();
    let mut style = source.parse()?;
    narrow(&mut style, settings);
    let own = Arc::new(own_data(&style, settings, &path)?);
    let in_sprite = |error| vec![StyleError::Sprite { path: path.clone(), error }];
    let files = sprites::files(&style, settings, source.embedded.as_ref()).map_err(in_sprite)?;
    let resources = |files_of: fn(&[SpriteFiles; 2]) -> &SpriteFiles| {
        let mut resources = Resources { own: own.clone(), ..fonts.resources() };
        for (id, files) in &files {
            resources.sprites.add_files(id, files_of(files)).map_err(in_sprite)?;
        }
        Ok::<_, Vec<StyleError>>(resources)
    };
    Ok(LoadedStyle {
        settings: settings.clone(),
        document: serde_json::from_str(&source.file.text).unwrap_or_default(),
        infos: BTreeMap::new(),
        resources: [resources(|[single, _]| single)?, resources(|[_, double]| double)?],
        sprites: files.iter().map(|(id, files)| (id.clone(), files.each_ref().map(ServedSprite::of))).collect(),
        style,
    })
}

/// The file of a style.
struct StyleText {
    file: SourceFile,
    embedded: Option<EmbeddedStyle>,
}

impl StyleText {
    fn read(settings: &StyleSettings) -> Result<Self, Vec<StyleError>> {
        match &settings.path {
            StyleLocation::File(path) => match bounded_file::read_text(path, style::MAX_BYTES) {
                Ok(text) => Ok(Self { file: SourceFile::new(path, text), embedded: None }),
                Err(error) => Err(vec![StyleError::File { path: path.display().to_string(), error }]),
            },
            StyleLocation::Embedded(name) => {
                let found = embedded::style(name).ok_or_else(|| vec![StyleError::Embedded(name)])?;
                let file = SourceFile::new(format!("embedded/{name}"), found.json.to_owned());
                Ok(Self { file, embedded: Some(found) })
            }
        }
    }

    /// Parses the style and logs its warnings.
    fn parse(&self) -> Result<Style, Vec<StyleError>> {
        let (style, problems) = style::load(&self.file);
        for problem in problems.iter().filter(|p| p.severity == Severity::Warning) {
            tracing::warn!("{}", report::line(problem, &self.file));
        }
        let errors = problems.into_iter().filter(|p| p.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|problem| StyleError::of(problem, &self.file)).collect();
        style.filter(|_| errors.is_empty()).ok_or(errors)
    }
}

/// Removes the layers that the configuration excludes.
fn narrow(style: &mut Style, settings: &StyleSettings) {
    let inputs = &style.inputs;
    style.layers.retain(|layer| {
        let vector = layer.input.and_then(|i| inputs.get(i)).and_then(|input| input.source_layer.as_deref());
        settings.draws(&layer.id, vector)
    });
}

/// The GeoJSON and images in the style. Data on other servers is left out, with a warning.
fn own_data(style: &Style, settings: &StyleSettings, path: &str) -> Result<OwnData, Vec<StyleError>> {
    let folder = match &settings.path {
        StyleLocation::File(file) => file.parent().unwrap_or(Path::new(".")),
        StyleLocation::Embedded(_) => Path::new("."),
    };
    let (own, unread) = OwnData::load(style, folder);
    let mut errors = Vec::new();
    for (source_name, error) in unread {
        match error {
            OwnDataError::Elsewhere(_) => tracing::warn!("{path}: source \"{source_name}\" is not drawn: {error}"),
            error => errors.push(StyleError::OwnData { path: path.to_owned(), source_name, error }),
        }
    }
    if errors.is_empty() { Ok(own) } else { Err(errors) }
}

/// Facts about the style's sources, by their names in the style.
fn infos<'a>(loaded: &LoadedStyle, backend: impl Fn(&str) -> Option<&'a StyleInput>) -> BTreeMap<String, SourceInfo> {
    let info = |name: &str, source: &style::Source| {
        if source.kind() == SourceType::GeoJson {
            return Some(SourceInfo::of(source));
        }
        let backend = backend(loaded.backend(name)?);
        Some(SourceInfo {
            min_zoom: backend.and_then(|backend| backend.min_zoom).unwrap_or(0),
            max_zoom: backend.and_then(|backend| backend.max_zoom).unwrap_or(MAX_ZOOM),
            tile_size: loaded.settings.vector_tile_size,
        })
    };
    let sources = loaded.style.sources.iter();
    sources.filter_map(|(name, source)| Some((name.clone(), info(name, source)?))).collect()
}
