//! Trees that no style language wrote: layers of rules, compositing, and the order of placement.

use serde_json::{Value as Json, json};

use super::*;
use crate::{
    image::{Bitmap, sprite::SpriteImage},
    render::{input::GeoJson, picture::paint},
    style::{
        BlendMode, Color, Compositing, Image, Input, Layer, PlacementOrder, Property, Source, SourceData,
        expression::{Expression, Keys},
        layer::{Rule, RuleCondition, RuleMode, RulePass, RulesLayer, SymbolLayer},
        symbolizer::{LineSymbolizer, PolygonSymbolizer, StrokeShape, Symbolizer},
    },
    tile::{Scale, TileId},
};

const RED: Color = Color::new(1.0, 0.0, 0.0, 1.0);
const GREEN: Color = Color::new(0.0, 1.0, 0.0, 1.0);
const BLUE: Color = Color::new(0.0, 0.0, 1.0, 1.0);

fn style(layers: Vec<Layer>) -> Style {
    let mut keys = Keys::default();
    assert_eq!(keys.slot("kind"), KIND);
    Style {
        name: "by hand".to_owned(),
        layers,
        placement: PlacementOrder::default(),
        sources: BTreeMap::from([("g".to_owned(), Source::new(SourceData::Vector))]),
        inputs: vec![Input { source: "g".to_owned(), source_layer: None, keys }],
        sprites: Vec::new(),
        glyphs: None,
        center: None,
        zoom: None,
        state: BTreeMap::new(),
    }
}

/// The slot of the features' only property.
const KIND: u32 = 0;

fn layer(kind: LayerKind) -> Layer {
    Layer {
        id: "layer".to_owned(),
        input: Some(0),
        min_zoom: f64::NEG_INFINITY,
        max_zoom: f64::INFINITY,
        visible: true,
        filter: None,
        kind,
        compositing: Compositing::default(),
    }
}

fn rules(passes: Vec<RulePass>) -> Layer {
    layer(LayerKind::Rules(RulesLayer { passes, ..RulesLayer::default() }))
}

fn pass(rules: Vec<Rule>) -> RulePass {
    RulePass { rules, ..RulePass::default() }
}

fn rule(kind: Option<&str>, symbolizers: Vec<Symbolizer>) -> Rule {
    let condition = RuleCondition::Filter(kind.map(|kind| Expression::property_is(KIND, kind)));
    Rule { min_zoom: f64::NEG_INFINITY, max_zoom: f64::INFINITY, condition, symbolizers }
}

fn fill(color: Color) -> Symbolizer {
    Symbolizer::Polygon(Box::new(PolygonSymbolizer { fill: Property::fixed(color), ..PolygonSymbolizer::default() }))
}

fn line(color: Color, width: f64) -> Symbolizer {
    let form = StrokeShape { width: Property::fixed(width), ..StrokeShape::default() };
    let stroke = Property::fixed(color);
    Symbolizer::Line(Box::new(LineSymbolizer { stroke, form, ..LineSymbolizer::default() }))
}

fn icon(name: &str) -> SymbolLayer {
    let image = Image { name: name.to_owned(), available: true };
    SymbolLayer { icon_image: Property::fixed(Some(image)), ..SymbolLayer::default() }
}

/// A square from `west` to `east`, centered on the equator.
fn square(kind: &str, west: f64, east: f64) -> Json {
    let half = (east - west) / 2.0;
    let ring = json!([[west, -half], [east, -half], [east, half], [west, half], [west, -half]]);
    json!({"type": "Feature", "properties": {"kind": kind}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn point(kind: &str, lon: f64) -> Json {
    json!({"type": "Feature", "properties": {"kind": kind}, "geometry": {"type": "Point", "coordinates": [lon, 0.0]}})
}

/// The world in 256 pixels.
fn drawn(style: &Style, features: &[Json]) -> Bitmap {
    let data = json!({"type": "FeatureCollection", "features": features});
    let view = View::of_tile(TileId::WORLD, Scale::ONE);
    let mut tiles = TileSet::default();
    tiles.insert_vector("g", GeoJson::parse(&data).unwrap().tile(style, "g", TileId::WORLD).unwrap());
    let mut resources = Resources::default();
    for (name, color) in [("red", [255, 0, 0, 255]), ("blue", [0, 0, 255, 255])] {
        let mut image = Bitmap::new(20, 20).unwrap();
        image.fill(color);
        resources.sprites.insert(name, SpriteImage::new(image, 1.0, false));
    }
    paint(&scene(style, &view, &tiles, &resources), &resources).unwrap()
}

/// The color at a longitude on the equator.
fn at(picture: &Bitmap, lon: f64) -> [u8; 4] {
    picture.pixel(((lon + 180.0) / 360.0 * 256.0) as u32, 128).unwrap()
}

#[test]
fn each_feature_is_drawn_by_all_its_symbolizers_before_the_next_one_is() {
    let style = style(vec![rules(vec![pass(vec![rule(None, vec![fill(RED), line(BLUE, 8.0)])])])]);
    let picture = drawn(&style, &[square("a", -60.0, 20.0), square("b", -20.0, 60.0)]);
    assert_eq!(at(&picture, -60.0), [0, 0, 255, 255], "the first one has its line");
    assert_eq!(at(&picture, 20.0), [255, 0, 0, 255], "which the area of the second one covers");
    assert_eq!(at(&picture, -20.0), [0, 0, 255, 255], "and the second one's line is over both");
}

#[test]
fn passes_are_drawn_one_after_another() {
    let style = style(vec![rules(vec![
        pass(vec![rule(None, vec![fill(RED)])]),
        pass(vec![rule(None, vec![line(BLUE, 8.0)])]),
    ])]);
    let picture = drawn(&style, &[square("a", -60.0, 20.0), square("b", -20.0, 60.0)]);
    assert_eq!(at(&picture, 20.0), [0, 0, 255, 255]);
}

#[test]
fn the_rule_that_applies_decides_how_a_feature_is_drawn() {
    let first = RulePass {
        rules: vec![rule(Some("a"), vec![fill(RED)]), rule(None, vec![fill(GREEN)])],
        mode: RuleMode::First,
        ..RulePass::default()
    };
    let style = style(vec![rules(vec![first])]);
    let picture = drawn(&style, &[square("a", -90.0, -30.0), square("b", 30.0, 90.0)]);
    assert_eq!((at(&picture, -60.0), at(&picture, 60.0)), ([255, 0, 0, 255], [0, 255, 0, 255]));
}

#[test]
fn a_pass_is_blended_as_one() {
    let yellow = fill(Color::new(1.0, 1.0, 0.0, 1.0));
    let multiply = Compositing { opacity: 1.0, blend: BlendMode::Multiply };
    let blended = RulePass { compositing: multiply, ..pass(vec![rule(None, vec![yellow])]) };
    let below = pass(vec![rule(Some("a"), vec![fill(Color::new(0.0, 1.0, 1.0, 1.0))])]);
    let style = style(vec![rules(vec![below, blended])]);
    let picture = drawn(&style, &[square("a", -60.0, 20.0), square("b", -20.0, 60.0)]);
    assert_eq!(at(&picture, -40.0), [0, 255, 0, 255], "cyan times yellow");
    assert_eq!(at(&picture, 0.0), [0, 255, 0, 255], "once, although two areas overlap");
    assert_eq!(at(&picture, 40.0), [255, 255, 0, 255], "nothing is below");
}

#[test]
fn an_empty_pass_still_clears_what_its_blend_mode_does_not_keep() {
    let within = Compositing { opacity: 1.0, blend: BlendMode::DestinationIn };
    let empty = RulePass { compositing: within, ..pass(vec![rule(Some("c"), vec![fill(RED)])]) };
    let style = style(vec![rules(vec![pass(vec![rule(None, vec![fill(RED)])]), empty])]);
    assert_eq!(at(&drawn(&style, &[square("a", -60.0, 20.0)]), 0.0), [0; 4]);
}

#[test]
fn a_layer_is_laid_over_the_others_as_one() {
    let half = Layer {
        compositing: Compositing::of_opacity(0.5),
        ..rules(vec![pass(vec![rule(None, vec![fill(RED)])]), pass(vec![rule(None, vec![fill(BLUE)])])])
    };
    let picture = drawn(&style(vec![half]), &[square("a", -60.0, 60.0)]);
    assert_eq!(at(&picture, 0.0), [0, 0, 128, 128]);
}

#[test]
fn symbols_of_an_invisible_layer_do_not_appear_in_the_next_one() {
    let symbols = |lon: f64| Layer {
        filter: Some(Expression::property_is(KIND, if lon < 0.0 { "a" } else { "b" })),
        ..layer(LayerKind::Symbol(Box::new(icon("red"))))
    };
    let invisible = Layer { compositing: Compositing::of_opacity(0.0), ..symbols(-60.0) };
    let picture = drawn(&style(vec![invisible, symbols(60.0)]), &[point("a", -60.0), point("b", 60.0)]);
    assert_eq!((at(&picture, -60.0), at(&picture, 60.0)), ([0; 4], [255, 0, 0, 255]));
}

#[test]
fn the_style_says_whether_the_top_layer_or_the_first_one_drawn_is_placed_first() {
    let layers =
        || vec![layer(LayerKind::Symbol(Box::new(icon("red")))), layer(LayerKind::Symbol(Box::new(icon("blue"))))];
    let features = [point("a", 0.0)];
    let top = style(layers());
    assert_eq!(at(&drawn(&top, &features), 0.0), [0, 0, 255, 255]);
    let drawing = Style { placement: PlacementOrder::DrawingOrder, ..style(layers()) };
    assert_eq!(at(&drawn(&drawing, &features), 0.0), [255, 0, 0, 255]);
}

#[test]
fn a_pass_is_filtered_before_it_is_laid_over_what_is_below() {
    let below = pass(vec![rule(Some("a"), vec![fill(RED)])]);
    let inverted = RulePass { effects: vec![ImageFilter::Invert], ..pass(vec![rule(Some("b"), vec![fill(RED)])]) };
    let features = [square("a", -60.0, 20.0), square("b", -20.0, 60.0)];
    let picture = drawn(&style(vec![rules(vec![below.clone(), inverted])]), &features);
    assert_eq!((at(&picture, -40.0), at(&picture, 40.0)), ([255, 0, 0, 255], [0, 255, 255, 255]));
    let all = RulePass { direct_effects: vec![ImageFilter::Invert], ..pass(vec![rule(Some("b"), vec![fill(RED)])]) };
    let picture = drawn(&style(vec![rules(vec![below, all])]), &features);
    assert_eq!((at(&picture, -40.0), at(&picture, 40.0)), ([0, 255, 255, 255], [0, 255, 255, 255]));
}
