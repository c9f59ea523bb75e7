//! Compiles a project.

use std::rc::Rc;

use super::{
    CartoLayer, CartoProject,
    cascade::{DefinitionId, RuleBook, flatten, fold, inherit, sort_groups},
    emit::{EmitCache, Emitter, FontSets},
    evaluate::Evaluator,
    filter::FilterArena,
    parse::parse,
    reference::ReferenceTable,
    syntax::CartoElement,
    zoom::{MAX_ZOOM, scale, zoom_range},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Severity, SourceFiles},
    style::mapnik::{Attribute, MapnikLayer, MapnikMap, MapnikStyle},
};

/// Compiles the layers of a project whose ids `only` accepts, or all of them. Returns `None` if there are errors, which are
/// added to `diagnostics`.
pub fn compile(
    project: &CartoProject,
    only: Option<&dyn Fn(&str) -> bool>,
    files: &SourceFiles,
    diagnostics: &mut Diagnostics,
) -> Option<MapnikMap> {
    let errors = diagnostics.count(Severity::Error);
    let mut filters = FilterArena::default();
    let mut book = RuleBook::default();
    let mut evaluator = Evaluator::new(project.version, diagnostics);
    let mut definitions = Vec::new();
    for sheet in &project.sheets {
        let text = files.get(sheet.file).map_or("", |f| f.text.as_str());
        let items = parse(sheet.file, text, project.version, &mut filters, evaluator.diagnostics);
        definitions.extend(flatten(&items, &mut book, &mut filters, &mut evaluator));
    }
    let mut map = MapnikMap { parameters: project.parameters.clone(), ..MapnikMap::default() };
    let (mut fonts, mut cache, mut rounded) = (FontSets::default(), EmitCache::default(), 0);
    for layer in project.layers.iter().filter(|l| only.is_none_or(|only| only(&l.id))) {
        if evaluator.rounded != rounded {
            rounded = evaluator.rounded;
            filters.refresh();
        }
        let matching = matching(layer, &definitions, &book);
        let mut groups = inherit(&matching, &mut book, &mut filters, &mut evaluator);
        sort_groups(&mut groups, &book);
        let mut styles: Vec<MapnikStyle> = Vec::new();
        for mut group in groups.into_iter().take_while(|_| book.spend(0)) {
            if evaluator.rounded != rounded {
                rounded = evaluator.rounded;
                filters.refresh();
            }
            // folding may change filters, which the styles before must not see
            fold(&mut group.definitions, &book, &mut filters);
            let name = match &group.attachment {
                Some(attachment) => format!("{}-{attachment}", layer.name),
                None => layer.name.clone(),
            };
            let evaluator = &mut evaluator;
            let mut emitter =
                Emitter { book: &book, filters: &filters, evaluator, fonts: &mut fonts, cache: &mut cache };
            styles.extend(emitter.style(name, &group.definitions));
        }
        if !book.spend(0) {
            evaluator.report(too_much(layer));
            return None;
        }
        let names = styles.iter().rev().map(|s| s.name.clone()).collect();
        map.styles.append(&mut styles);
        map.layers.push(MapnikLayer {
            name: layer.name.clone(),
            attributes: layer_attributes(layer),
            styles: names,
            data_source: layer.data_source.clone(),
            span: Some(layer.span),
        });
    }
    let reference = ReferenceTable::of(project.version);
    map.attributes = project.attributes.iter().filter(|a| reference.is_map_key(&a.name)).cloned().collect();
    Emitter { book: &book, filters: &filters, evaluator: &mut evaluator, fonts: &mut fonts, cache: &mut cache }
        .map(&definitions, &mut map.attributes);
    map.font_sets = fonts.sets;
    (evaluator.diagnostics.count(Severity::Error) == errors).then_some(map)
}

fn too_much(layer: &CartoLayer) -> Diagnostic {
    let message = format!("the styles of `{}` and the layers before have too many combinations of filters", layer.name);
    Diagnostic::error(Code::TooLarge, layer.span, message)
        .cause(
            "each selector is combined with all less specific ones of the same layer whose filters can hold together",
        )
        .help(
            "use fewer selectors with filters of different fields for the same layer, or split them by `::attachment`",
        )
}

/// The definitions that apply to a layer.
fn matching(layer: &CartoLayer, definitions: &[DefinitionId], book: &RuleBook) -> Vec<DefinitionId> {
    let classes: Vec<&str> = layer.class.split_whitespace().collect();
    let number = |name| layer.properties.iter().find(|p| p.name == name).and_then(|p| p.value.parse::<f64>().ok());
    let min = number("minzoom").filter(|min| *min > 0.0);
    let max = number("maxzoom").filter(|max| *max <= f64::from(MAX_ZOOM));
    let zooms = (min.is_some() || max.is_some()).then(|| zoom_range(min.unwrap_or(0.0), max.unwrap_or(f64::INFINITY)));
    let mut known: Option<(&Rc<[CartoElement]>, bool)> = None;
    let applies = |id: &&DefinitionId| {
        let Some(definition) = book.definition(**id) else { return false };
        // many definitions share the names of layers with the one before
        let is_for = match known {
            Some((elements, is_for)) if Rc::ptr_eq(elements, &definition.elements) => is_for,
            _ => definition.is_for(&layer.name, &classes),
        };
        known = Some((&definition.elements, is_for));
        is_for && zooms.is_none_or(|zooms| definition.zoom & zooms != 0)
    };
    definitions.iter().filter(applies).copied().collect()
}

fn layer_attributes(layer: &CartoLayer) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let all = layer.properties.iter().chain(&layer.global_properties).chain(&layer.attributes);
    for property in all {
        let zoom = property.value.parse::<usize>().ok();
        let (name, value) = match property.name.as_str() {
            "minzoom" => ("maximum-scale-denominator", zoom.and_then(scale).map(|s| s.to_string())),
            "maxzoom" => ("minimum-scale-denominator", zoom.and_then(|z| scale(z + 1)).map(|s| s.to_string())),
            name => (name, Some(property.value.clone())),
        };
        if let Some(value) = value.filter(|_| attributes.iter().all(|a| a.name != name)) {
            attributes.push(Attribute { name: name.to_owned(), value, span: property.span });
        }
    }
    attributes
}
