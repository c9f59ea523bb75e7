//! Layers.

use super::{
    compiled::LayerData, compositing::compositing, inputs::MapInputs, named::read_attributes, pass, scale::ZoomRange,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    spelling::did_you_mean,
    style::{
        Compositing, Layer, LayerKind,
        expression::Expression,
        layer::{RulePass, RulesLayer},
        mapnik::{
            attributes::AttributeReader,
            map::{MapnikLayer, MapnikMap},
        },
    },
};

/// Compiles the layers of a map.
pub(super) struct LayerCompiler<'c> {
    pub map: &'c MapnikMap,
    pub inputs: MapInputs,
    /// West, south, east and north of the map, if it is limited.
    pub extent: Option<[f64; 4]>,
    pub problems: &'c mut Diagnostics,
}

impl LayerCompiler<'_> {
    /// Compiles a layer.
    pub(super) fn compile(&mut self, layer: &MapnikLayer) -> Layer {
        let settings = read_attributes("Layer", &layer.attributes, layer.span, self.problems, settings);
        let input = self.inputs.index(&layer.name);
        let passes: Vec<RulePass> =
            layer.styles.iter().filter_map(|name| self.pass(layer, name, input, settings.zooms)).collect();
        let group_by =
            settings.group_by.map(|name| self.inputs.with_keys(input, |keys| Expression::property(keys.slot(&name))));
        let extent = match (self.extent, settings.extent) {
            (Some(map), Some(own)) => Some(common(map, own)),
            (map, own) => map.or(own),
        };
        let of_rules =
            passes.iter().flat_map(|pass| &pass.rules).map(|it| ZoomRange { min: it.min_zoom, max: it.max_zoom });
        let zooms = of_rules.fold(ZoomRange::NONE, ZoomRange::or).of_layer();
        Layer {
            id: layer.name.clone(),
            input: Some(input),
            min_zoom: zooms.min,
            max_zoom: zooms.max,
            visible: settings.is_visible,
            filter: None,
            kind: LayerKind::Rules(RulesLayer { passes, clears_labels: settings.clears_labels, group_by, extent }),
            compositing: settings.compositing,
        }
    }

    fn pass(&mut self, layer: &MapnikLayer, name: &str, input: usize, zooms: ZoomRange) -> Option<RulePass> {
        let Some(style) = self.map.styles.iter().find(|it| it.name == name) else {
            let message = format!("the layer `{}` names a style `{name}`, which the map does not have", layer.name);
            let near = did_you_mean(name, self.map.styles.iter().map(|it| it.name.as_str()));
            let problem = Diagnostic::error(Code::StyleInvalid, layer.span, message).suggest(near);
            self.problems.push(problem.at("Layer"));
            return None;
        };
        let (font_sets, problems) = (&self.map.font_sets, &mut *self.problems);
        Some(self.inputs.with_keys(input, |keys| pass::compile(style, font_sets, keys, zooms, problems)))
    }
}

/// The attributes of a layer.
struct LayerSettings {
    zooms: ZoomRange,
    is_visible: bool,
    clears_labels: bool,
    group_by: Option<String>,
    extent: Option<[f64; 4]>,
    compositing: Compositing,
}

/// Reads the attributes of a layer only to know which ones there are.
pub(in crate::style::mapnik) fn ask_layer(reader: &mut AttributeReader<'_>) {
    settings(reader);
}

fn settings(reader: &mut AttributeReader<'_>) -> LayerSettings {
    reader.accept(&["name", "srs", "queryable", "cache-features"]);
    reader.ignore(&["buffer-size"]);
    let mut denominator = |names: [&'static str; 2]| {
        names.into_iter().filter_map(|name| reader.given_number(name)).find_map(|it| it.constant().copied())
    };
    let min = denominator(["minimum-scale-denominator", "minzoom"]);
    let max = denominator(["maximum-scale-denominator", "maxzoom"]);
    let constant = |it: crate::style::Property<bool>| it.constant().copied();
    LayerSettings {
        zooms: ZoomRange::of_scales(min, max),
        is_visible: constant(reader.flag("status", true)).unwrap_or(true),
        group_by: reader.raw("group-by").map(|it| it.value.trim().to_owned()).filter(|it| !it.is_empty()),
        extent: extent(reader),
        clears_labels: constant(reader.flag("clear-label-cache", false)).unwrap_or(false),
        compositing: compositing(reader),
    }
}

/// `maximum-extent`: west, south, east and north in meters of Web Mercator.
pub(super) fn extent(reader: &mut AttributeReader<'_>) -> Option<[f64; 4]> {
    let all: [f64; 4] = reader.numbers("maximum-extent")?.try_into().ok()?;
    all.iter().all(|it| it.is_finite()).then_some(all)
}

fn common(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// The layers with data sources of their own.
pub(super) fn data_of_layers(map: &MapnikMap, problems: &mut Diagnostics) -> Vec<LayerData> {
    let with_data: Vec<LayerData> = map
        .layers
        .iter()
        .filter(|layer| !layer.data_source.is_empty())
        .map(|it| LayerData { layer: it.name.clone(), parameters: it.data_source.clone(), span: it.span })
        .collect();
    for LayerData { layer, span, .. } in &with_data {
        let message = format!("the layer `{layer}` has a data source of its own, which karto does not read");
        let problem = Diagnostic::info(Code::StyleSource, *span, message).at("Layer");
        let instead = format!("the layer `{layer}` of the vector tiles is drawn instead");
        problems.push(problem.cause(instead).help("serve the same data as vector tiles with this layer"));
    }
    with_data
}
