//! Labels of trees that no style language wrote.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value as Json, json};

use crate::{
    render::{GeoJson, Resources, TileSet, View, labels},
    style::{
        BlendMode, Color, Compositing, Input, Layer, LayerKind, PlacementOrder, Property, Source, SourceData, Style,
        expression::{Expression, Keys},
        layer::{Rule, RuleCondition, RulePass, RulesLayer},
        symbolizer::{
            HaloRasterizer, HorizontalAlignment, JustifyAlignment, LabelPlace, LabelPositions, LabelRules,
            LabelUpright, PathShape, Symbolizer, TextBlock, TextContent, TextFormat, TextHalo, TextSetting,
            TextSymbolizer, TextTransform, VerticalAlignment,
        },
    },
    text::{FontSet, embedded},
    tile::{Scale, TileId},
};

fn number(value: f64) -> Property<f64> {
    Property::fixed(value)
}

fn flag(value: bool) -> Property<bool> {
    Property::fixed(value)
}

fn text(place: LabelPlace, words: &'static str) -> Symbolizer {
    let rules = LabelRules {
        place: Property::fixed(place),
        spacing: number(0.0),
        tolerance: number(0.0),
        minimum_path_length: number(0.0),
        margin: number(0.0),
        repeat_distance: number(0.0),
        minimum_distance: number(0.0),
        minimum_padding: number(0.0),
        avoid_edges: flag(false),
        allow_overlap: flag(false),
        largest_only: flag(true),
        max_angle: number(22.5),
        upright: Property::fixed(LabelUpright::Auto),
        grid: [number(0.0), number(0.0)],
    };
    let block = TextBlock {
        dx: number(0.0),
        dy: number(0.0),
        text_ratio: number(0.0),
        wrap_width: number(0.0),
        wrap_character: Property::fixed(" ".to_owned()),
        wrap_before: flag(false),
        repeat_wrap_character: flag(false),
        rotate_displacement: flag(false),
        orientation: number(0.0),
        horizontal: Property::fixed(HorizontalAlignment::Auto),
        vertical: Property::fixed(VerticalAlignment::Auto),
        justify: Property::fixed(JustifyAlignment::Auto),
        lang: Property::fixed(String::new()),
    };
    let format = TextFormat {
        faces: vec!["Noto Sans Regular".to_owned()],
        size: number(10.0),
        character_spacing: number(0.0),
        line_spacing: number(0.0),
        opacity: number(1.0),
        fill: Property::fixed(Color::BLACK),
        halo_fill: Property::fixed(Color::WHITE),
        halo_radius: number(0.0),
        halo_opacity: number(1.0),
        transform: Property::fixed(TextTransform::None),
        features: Property::fixed(String::new()),
    };
    let words = Expression::constant_text(words);
    let setting = TextSetting { rules, block, format, content: vec![TextContent::Text(words)] };
    let path = PathShape {
        clip: flag(false),
        transform: None,
        offset: number(0.0),
        simplify: number(0.0),
        simplify_algorithm: Property::fixed("radial-distance".to_owned()),
        smooth: number(0.0),
    };
    let rasterizer = Property::fixed(HaloRasterizer::Full);
    let halo = TextHalo { rasterizer, blend: BlendMode::SourceOver };
    let positions = LabelPositions::One(Box::new(setting));
    Symbolizer::Text(Box::new(TextSymbolizer { positions, path, halo, blend: BlendMode::SourceOver }))
}

/// The texts in the world of 256 pixels, with their boxes.
fn placed(symbolizers: Vec<Symbolizer>, geometries: &[Json]) -> Vec<(String, [f64; 4])> {
    let (min_zoom, max_zoom) = (f64::NEG_INFINITY, f64::INFINITY);
    let rule = Rule { min_zoom, max_zoom, condition: RuleCondition::Filter(None), symbolizers };
    let passes = vec![RulePass { rules: vec![rule], ..RulePass::default() }];
    let layer = Layer {
        id: "layer".to_owned(),
        input: Some(0),
        min_zoom,
        max_zoom,
        visible: true,
        filter: None,
        kind: LayerKind::Rules(RulesLayer { passes, ..RulesLayer::default() }),
        compositing: Compositing::default(),
    };
    let style = Style {
        name: "by hand".to_owned(),
        layers: vec![layer],
        placement: PlacementOrder::default(),
        sources: BTreeMap::from([("g".to_owned(), Source::new(SourceData::Vector))]),
        inputs: vec![Input { source: "g".to_owned(), source_layer: None, keys: Keys::default() }],
        sprites: Vec::new(),
        glyphs: None,
        center: None,
        zoom: None,
        state: BTreeMap::new(),
    };
    let feature = |geometry: &Json| json!({"type": "Feature", "properties": {}, "geometry": geometry});
    let features: Vec<Json> = geometries.iter().map(feature).collect();
    let data = json!({"type": "FeatureCollection", "features": features});
    let mut tiles = TileSet::default();
    tiles.insert_vector("g", GeoJson::parse(&data).unwrap().tile(&style, "g", TileId::WORLD).unwrap());
    let fonts = FontSet::load(embedded::FONTS.iter().copied(), &[]).0;
    let resources = Resources { glyphs: Arc::new(fonts.into()), ..Resources::default() };
    let passes = labels(&style, &View::of_tile(TileId::WORLD, Scale::ONE), &tiles, &resources);
    passes.into_iter().flat_map(|pass| pass.labels).map(|label| (label.text, label.bounds)).collect()
}

fn point(lon: f64) -> Json {
    json!({"type": "Point", "coordinates": [lon, 0.0]})
}

#[test]
fn the_first_label_keeps_others_away() {
    let found = placed(vec![text(LabelPlace::Point, "first"), text(LabelPlace::Point, "second")], &[point(0.0)]);
    assert_eq!(found.len(), 1);
    let (words, [left, top, right, bottom]) = &found[0];
    assert_eq!(words, "first");
    assert!((left + right - 256.0).abs() < 1.0 && (top + bottom - 256.0).abs() < 1.0, "{found:?}");
    assert_eq!(placed(vec![text(LabelPlace::Point, "a")], &[point(-60.0), point(60.0)]).len(), 2);
}

#[test]
fn letters_follow_lines_and_need_their_length() {
    let line = |to: f64| json!({"type": "LineString", "coordinates": [[-to, 0.0], [to, 0.0]]});
    let along = || vec![text(LabelPlace::Line, "Main Street")];
    let found = placed(along(), &[line(60.0)]);
    let [left, _, right, _] = found[0].1;
    assert!((left + right - 256.0).abs() < 4.0 && right - left > 40.0, "{found:?}");
    assert_eq!(placed(along(), &[line(5.0)]), []);
}
