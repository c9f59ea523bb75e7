use super::{CompileOptions, CompiledMap, compile};
use crate::{
    diagnostic::Diagnostics,
    style::{
        BlendMode, ImageFilter, LayerKind, PlacementOrder,
        layer::{RuleCondition, RuleMode, RulesLayer},
        mapnik::map::{Attribute, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer},
    },
};

fn attributes(all: &[(&str, &str)]) -> Vec<Attribute> {
    all.iter().map(|(name, value)| Attribute { name: (*name).into(), value: (*value).into(), span: None }).collect()
}

fn rule(filter: &str, min_scale: Option<f64>, max_scale: Option<f64>) -> MapnikRule {
    let line = MapnikSymbolizer { element: "DebugSymbolizer".into(), ..MapnikSymbolizer::default() };
    let filter = MapnikFilter::Expression(filter.into());
    MapnikRule { filter, min_scale, max_scale, symbolizers: vec![line], span: None }
}

fn map() -> MapnikMap {
    let style = MapnikStyle {
        name: "roads".into(),
        attributes: attributes(&[
            ("filter-mode", "first"),
            ("opacity", "0.5"),
            ("comp-op", "multiply"),
            ("image-filters", "agg-stack-blur(2,2) invert"),
        ]),
        rules: vec![
            rule("[a] = 'x'", Some(200_000.0), Some(750_000.0)),
            rule("[b] > 1", None, None),
            MapnikRule { filter: MapnikFilter::Else, ..MapnikRule::default() },
        ],
    };
    let layer = MapnikLayer { name: "road".into(), styles: vec!["roads".into()], ..MapnikLayer::default() };
    let hidden = MapnikLayer { attributes: attributes(&[("status", "off")]), ..layer.clone() };
    MapnikMap {
        attributes: attributes(&[("background-color", "#fff"), ("font-directory", "fonts/"), ("buffer-size", "8")]),
        styles: vec![style],
        layers: vec![layer, hidden],
        ..MapnikMap::default()
    }
}

fn compiled(map: &MapnikMap) -> (CompiledMap, Vec<String>) {
    let mut problems = Diagnostics::default();
    let found = compile(map, CompileOptions::default(), &mut problems);
    (found, problems.iter().map(|it| it.message.clone()).collect())
}

fn rules(found: &CompiledMap, layer: usize) -> &RulesLayer {
    match &found.style.layers[layer].kind {
        LayerKind::Rules(rules) => rules,
        other => panic!("{other:?}"),
    }
}

#[test]
fn layers_draw_vector_layers_of_one_source() {
    let (found, _) = compiled(&map());
    let style = &found.style;
    assert_eq!(style.layers.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["background", "road", "road~2"]);
    assert_eq!(style.layers.iter().map(|it| it.visible).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(style.inputs.len(), 1);
    assert_eq!(style.inputs[0].source_layer.as_deref(), Some("road"));
    assert_eq!(style.inputs[0].keys.names().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(style.placement, PlacementOrder::DrawingOrder);
    assert_eq!(found.font_folders[0].name, "fonts/");
}

#[test]
fn styles_are_passes() {
    let (found, _) = compiled(&map());
    let pass = &rules(&found, 1).passes[0];
    assert_eq!(pass.mode, RuleMode::First);
    assert_eq!((pass.compositing.opacity, pass.compositing.blend), (0.5, BlendMode::Multiply));
    assert_eq!(pass.effects, [ImageFilter::StackBlur(2, 2), ImageFilter::Invert]);
    assert!(matches!(pass.rules[2].condition, RuleCondition::Else));
}

#[test]
fn scale_denominators_are_zooms() {
    let mut map = map();
    let (found, _) = compiled(&map);
    let first = &rules(&found, 1).passes[0].rules[0];
    let applies = |zoom: f64| zoom >= first.min_zoom && zoom < first.max_zoom;
    assert_eq!((8..14).filter(|zoom| applies(f64::from(*zoom))).collect::<Vec<_>>(), [10, 11]);
    map.styles[0].rules.truncate(1);
    let (found, _) = compiled(&map);
    let layer = &found.style.layers[1];
    assert_eq!((8..14).filter(|zoom| layer.is_drawn_at(f64::from(*zoom))).collect::<Vec<_>>(), [9, 10]);
}

#[test]
fn problems_are_reported() {
    let mut map = map();
    map.layers.truncate(1);
    map.layers[0].styles.push("road".into());
    map.layers[0].attributes = attributes(&[("minimum-scale-denominatr", "1")]);
    map.styles[0].rules = vec![rule("[a] = x", None, None)];
    let (_, messages) = compiled(&map);
    assert_eq!(
        messages,
        [
            "unknown attribute `minimum-scale-denominatr` of `Layer`",
            "a filter has an invalid expression: a value is expected after a comparison; a text needs quotes, a field \
             brackets",
            "`DebugSymbolizer` is not drawn",
            "the layer `road` names a style `road`, which the map does not have",
        ]
    );
}
