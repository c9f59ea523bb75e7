//! The kinds of sources.

use super::{
    BabelSettings, FileTreeSettings, HttpSettings, Json2tagsSettings, LayersSettings, MbtilesSettings, MirrorSettings,
    OverzoomSettings, PmtilesSettings, PostgisSettings, SourceId, StyleSettings,
};

/// The kind of source: one variant for each URI scheme.
#[derive(Debug, Clone)]
pub enum SourceKind {
    /// `postgis://`
    Postgis(PostgisSettings),
    /// `http://…`, `https://…`
    Http(HttpSettings),
    /// `mbtiles://`
    Mbtiles(MbtilesSettings),
    /// `pmtiles://`
    Pmtiles(PmtilesSettings),
    /// `file://`
    File(FileTreeSettings),
    /// `overzoom://`
    Overzoom(OverzoomSettings),
    /// `json2tags://`
    Json2tags(Json2tagsSettings),
    /// `babel://`
    Babel(BabelSettings),
    /// `mirror://`
    Mirror(MirrorSettings),
    /// `layers://` and `layermixer://`: combines layers of several sources.
    Layers(LayersSettings),
    /// `style://` (MapLibre JSON) and `tmstyle://` (CartoCSS projects).
    Style(StyleSettings),
}

impl SourceKind {
    /// The sources that this one reads from, in the order of the configuration.
    pub fn references(&self) -> Vec<SourceId> {
        match self {
            Self::Postgis(_) | Self::Http(_) | Self::Mbtiles(_) | Self::Pmtiles(_) | Self::File(_) => Vec::new(),
            Self::Overzoom(s) => vec![s.source.clone()],
            Self::Json2tags(s) => vec![s.source.clone()],
            Self::Babel(s) => vec![s.source.clone()],
            Self::Mirror(s) => vec![s.source.clone(), s.secondary.clone()],
            Self::Layers(s) => s.parts.iter().map(|p| p.source.clone()).collect(),
            Self::Style(s) => s.sources.iter().map(|(_, id)| id.clone()).collect(),
        }
    }

    /// The source whose tiles this one changes; `None` if it reads from no source or from several.
    pub fn input(&self) -> Option<&SourceId> {
        match self {
            Self::Overzoom(step) => Some(&step.source),
            Self::Json2tags(step) => Some(&step.source),
            Self::Babel(step) => Some(&step.source),
            Self::Mirror(step) => Some(&step.source),
            _ => None,
        }
    }

    /// Whether its tiles are drawn.
    pub fn is_style(&self) -> bool {
        matches!(self, Self::Style(_))
    }
}
