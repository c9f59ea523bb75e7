//! Checks all styles of a configuration.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use super::{
    chosen_layers, drawn_style::DrawnStyle, fonts::FontCheck, images, map::MapCheck, sources, style_file::StyleFile,
};
use crate::{
    config::StyleUse,
    diagnostic::{Diagnostics, SourceFiles},
    settings::{Settings, SourceKind, StyleLanguage, StyleLocation},
};

/// Reads the style files in `uses` and reports errors. A file that is drawn by several sources is read once.
pub(super) fn check(settings: &Settings, uses: &[StyleUse], files: &mut SourceFiles, diagnostics: &mut Diagnostics) {
    let mut fonts = FontCheck::new(&settings.karto.fonts);
    let mut maps = MapCheck::new(settings);
    let mut read: BTreeMap<PathBuf, Option<Arc<StyleFile>>> = BTreeMap::new();
    for named in uses {
        let Some(source) = settings.sources.iter().find(|s| *s.id == *named.source) else { continue };
        let SourceKind::Style(drawn) = &source.kind else { continue };
        let StyleLocation::File(path) = &drawn.path else { continue };
        if drawn.language != StyleLanguage::MapLibre {
            maps.check(path, drawn, named, files, diagnostics);
            continue;
        }
        let read = read.entry(path.clone());
        let read = read.or_insert_with(|| StyleFile::read(path, named, files, diagnostics).map(Arc::new));
        let Some(file) = read.clone() else { continue };
        let style = DrawnStyle { file: &file, settings: drawn, named };
        sources::check(&style, settings, diagnostics);
        images::check(&style, diagnostics);
        fonts.check(&style, diagnostics);
        if !named.is_substitute {
            chosen_layers::check(&style, diagnostics);
        }
    }
}
