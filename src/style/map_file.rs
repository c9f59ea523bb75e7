//! Maps in files: CartoCSS projects and Mapnik XML.

use std::path::{Path, PathBuf};

use super::{
    carto::{self, CartoProject},
    mapnik::{self, Attribute, CompileOptions, CompiledMap, MapnikMap},
};
use crate::{
    diagnostic::{Diagnostics, Severity, SourceFiles},
    settings::StyleLanguage,
};

/// The name of the only source of a map.
pub const MAP_SOURCE: &str = "source";

/// A map in a file, and what of it is drawn.
#[derive(Clone, Copy)]
pub struct MapFile<'m> {
    /// The project, its folder, or the XML.
    pub path: &'m Path,
    /// [`StyleLanguage::Mapnik`] for XML, otherwise a project.
    pub language: StyleLanguage,
    /// The layers that are drawn, by their names.
    pub draws: &'m dyn Fn(&str) -> bool,
    /// Attributes that replace those of the map.
    pub attributes: &'m [(String, String)],
}

impl MapFile<'_> {
    /// Reads and compiles the map; `None` if it has errors, which are reported.
    pub fn load(&self, files: &mut SourceFiles, problems: &mut Diagnostics) -> Option<CompiledMap> {
        let before = problems.count(Severity::Error);
        let map = self.read(files, problems)?;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let compiled = mapnik::compile(&map, CompileOptions { name: &name, source: MAP_SOURCE }, problems);
        (problems.count(Severity::Error) == before).then_some(compiled)
    }

    /// Reads the map as Mapnik has it; `None` if it has errors, which are reported.
    pub fn read(&self, files: &mut SourceFiles, problems: &mut Diagnostics) -> Option<MapnikMap> {
        let mut map = match self.language {
            StyleLanguage::Mapnik => {
                let mut map = mapnik::read_xml(self.path, files, problems)?;
                map.layers.retain(|layer| (self.draws)(&layer.name));
                map
            }
            StyleLanguage::Carto | StyleLanguage::MapLibre => {
                let project = CartoProject::read(self.path, files, problems)?;
                carto::compile(&project, Some(self.draws), files, problems)?
            }
        };
        for (name, value) in self.attributes {
            map.attributes.retain(|it| it.name != *name);
            map.attributes.push(Attribute { name: name.clone(), value: value.clone(), span: None });
        }
        Some(map)
    }

    /// The folder that paths in the map are relative to.
    pub fn folder(&self) -> PathBuf {
        let folder = if self.path.is_dir() { Some(self.path) } else { self.path.parent() };
        folder.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    }
}
