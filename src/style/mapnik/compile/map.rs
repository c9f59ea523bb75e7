//! The map as a whole.

use std::collections::BTreeMap;

use super::{
    compiled::{CompileOptions, CompiledMap, UsedName},
    inputs::MapInputs,
    layers::{LayerCompiler, data_of_layers, extent},
    named::read_attributes,
    uses::{faces, files},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    style::{
        Color, Compositing, Layer, LayerKind, PlacementOrder, Property, Source, SourceData, Style,
        layer::BackgroundLayer,
        mapnik::{
            attributes::AttributeReader,
            map::{Attribute, MapnikMap},
        },
    },
};

/// Compiles `map`. What is invalid is left out and reported.
pub fn compile(map: &MapnikMap, options: CompileOptions<'_>, problems: &mut Diagnostics) -> CompiledMap {
    let settings = read_attributes("Map", &map.attributes, None, problems, settings);
    let mut layers: Vec<Layer> = settings.background.map(background).into_iter().collect();
    let mut compiler = LayerCompiler { map, inputs: MapInputs::new(options.source), extent: settings.extent, problems };
    for layer in &map.layers {
        let mut compiled = compiler.compile(layer);
        let same = layers.iter().filter(|it| it.id == layer.name || it.id.starts_with(&format!("{}~", layer.name)));
        match same.count() {
            0 => {}
            count => compiled.id = format!("{}~{}", layer.name, count + 1),
        }
        layers.push(compiled);
    }
    let inputs = compiler.inputs.into_all();
    let layer_data = data_of_layers(map, problems);
    let style = Style {
        name: options.name.to_owned(),
        layers,
        placement: PlacementOrder::DrawingOrder,
        sources: BTreeMap::from([(options.source.to_owned(), Source::new(SourceData::Vector))]),
        inputs,
        sprites: Vec::new(),
        glyphs: None,
        center: None,
        zoom: None,
        state: BTreeMap::new(),
    };
    CompiledMap {
        style,
        font_folders: settings.font_folder.into_iter().collect(),
        layers: map.layers.iter().map(|it| UsedName { name: it.name.clone(), span: it.span }).collect(),
        faces: faces(map),
        files: files(map),
        layer_data,
    }
}

/// The attributes of the map.
struct MapSettings {
    background: Option<Color>,
    font_folder: Option<UsedName>,
    extent: Option<[f64; 4]>,
}

/// Reads the attributes of a map only to know which ones there are.
pub(in crate::style::mapnik) fn ask_map(reader: &mut AttributeReader<'_>) {
    settings(reader);
}

fn settings(reader: &mut AttributeReader<'_>) -> MapSettings {
    reader.not_drawn(&["background-image", "background-image-comp-op", "background-image-opacity"]);
    reader.accept(&["base", "paths-from-xml", "minimum-version", "name"]);
    reader.ignore(&["buffer-size"]);
    let srs = reader.raw("srs").cloned();
    if let Some(srs) = srs.filter(|it| !is_web_mercator(it)) {
        let message = "the map is drawn in Web Mercator, not in its own projection".to_owned();
        let problem = Diagnostic::warning(Code::StyleNotDrawn, reader.place(&srs), message);
        reader.problems.push(problem.at("Map").cause(format!("`srs` is `{}`", srs.value)));
    }
    let font_folder = reader.raw("font-directory").map(|it| UsedName { name: it.value.clone(), span: it.span });
    MapSettings {
        background: reader.given_color("background-color").and_then(|it| it.constant().copied()),
        font_folder,
        extent: extent(reader),
    }
}

fn is_web_mercator(srs: &Attribute) -> bool {
    let text = srs.value.to_ascii_lowercase();
    let spherical = text.contains("+proj=merc") && !text.contains("+ellps=wgs84 ");
    text.trim().is_empty() || spherical || text.contains("3857") || text.contains("900913")
}

fn background(color: Color) -> Layer {
    Layer {
        id: "background".to_owned(),
        input: None,
        min_zoom: f64::NEG_INFINITY,
        max_zoom: f64::INFINITY,
        visible: true,
        filter: None,
        kind: LayerKind::Background(BackgroundLayer { color: Property::fixed(color), ..BackgroundLayer::default() }),
        compositing: Compositing::default(),
    }
}
