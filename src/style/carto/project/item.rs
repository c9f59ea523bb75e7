//! What a project consists of.

use crate::{
    diagnostic::{FileId, Span},
    style::{carto::CartoVersion, mapnik::Attribute},
};

/// A project: a `project.yml` of TM2, or an `.mml`.
#[derive(Debug, Clone)]
pub struct CartoProject {
    /// The carto that it is written for.
    pub version: CartoVersion,
    /// The layers in drawing order.
    pub layers: Vec<CartoLayer>,
    /// The style sheets in order.
    pub sheets: Vec<CartoSheet>,
    /// Attributes of the map.
    pub attributes: Vec<Attribute>,
    /// What else is written about the map: name, attribution, bounds, image format and the like.
    pub parameters: Vec<Attribute>,
}

/// A layer of a project.
#[derive(Debug, Clone)]
pub struct CartoLayer {
    /// The id as written: in a `project.yml`, with classes after dots.
    pub id: String,
    /// The name that selectors have after `#`.
    pub name: String,
    /// The classes with blanks between them.
    pub class: String,
    /// `srs` and `status`.
    pub attributes: Vec<Attribute>,
    /// Properties such as `minzoom` and `group-by`.
    pub properties: Vec<Attribute>,
    /// Properties that the project has for it elsewhere, which do not limit the zoom levels of its styles.
    pub global_properties: Vec<Attribute>,
    /// The parameters of its data source.
    pub data_source: Vec<Attribute>,
    /// Its place.
    pub span: Span,
}

/// A style sheet of a project.
#[derive(Debug, Clone)]
pub struct CartoSheet {
    /// The name as written.
    pub name: String,
    /// The file.
    pub file: FileId,
}
