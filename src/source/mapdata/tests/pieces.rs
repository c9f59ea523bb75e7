//! Counters, masks and inherited properties.

use serde_json::Map;

use super::{
    super::{counters, mask, order, properties},
    *,
};

fn map(value: Value) -> Map<String, Value> {
    let Value::Object(map) = value else { unreachable!() };
    map
}

fn counted(symbols: &[&str]) -> Vec<String> {
    let mut features: Vec<_> = symbols.iter().map(|s| map(point(0.0, json!({"marker-symbol": s})))).collect();
    counters::count(&mut features);
    features.iter().map(|f| f["properties"]["marker-symbol"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_counter_counts_on_its_own_up_to_its_end() {
    let symbols =
        ["-number", "-letter", "cafe", "-number-food", "-number", "-letter", "-numbers", "-letter-x", "number"];
    assert_eq!(counted(&symbols), ["1", "a", "cafe", "1", "2", "b", "1", "a", "number"]);
    assert_eq!(counted(&["-number"; 120])[97..], [vec!["98"], vec!["99"; 22]].concat());
    assert_eq!(counted(&["-letter"; 30])[24..], ["y", "z", "z", "z", "z", "z"]);
    let long = format!("-number{}", "x".repeat(1000));
    assert_eq!(counted(&[&long]), [long]);
}

#[test]
fn a_mask_is_the_world_without_the_outer_rings() {
    let shape = |geometry: Value| map(json!({"type": "Feature", "properties": {"a": 1}, "geometry": geometry}));
    let ring = |at: i32| json!([[at, 0], [at + 1, 0], [at, 1], [at, 0]]);
    let shapes = vec![
        shape(json!({"type": "Polygon", "coordinates": [ring(1), ring(2)]})),
        shape(json!({"type": "MultiPolygon", "coordinates": [[ring(3), ring(4)], [ring(5)], []]})),
        shape(json!({"type": "Point", "coordinates": [1, 2]})),
        shape(json!({"type": "Polygon", "coordinates": 7})),
        map(json!({"type": "Feature"})),
    ];
    let mask = mask::of_shapes(shapes, map(json!({"fill": "#000"})));
    assert_eq!(mask["properties"], json!({"fill": "#000"}));
    let rings = mask["geometry"]["coordinates"].as_array().unwrap();
    assert_eq!(rings[0].as_array().unwrap().len(), 5);
    assert_eq!(rings[1..], [ring(1), ring(3), ring(5)]);
}

#[test]
fn features_inherit_what_they_do_not_say() {
    let given = json!({"fill": "#f00", "stroke": "#0f0", "title": "x".repeat(2000), "nested": {"a": 1}, "width": 3});
    let inherited = properties::inherited(Some(given));
    let mut feature = map(point(0.0, json!({"stroke": "#00f"})));
    properties::inherit(&mut feature, &inherited);
    assert_eq!(feature["properties"], json!({"stroke": "#00f", "fill": "#f00", "width": 3}));
    assert!(properties::inherited(Some(json!([1]))).is_empty());
    let many = (0..100).map(|i| (i.to_string(), json!(i))).collect::<Map<_, _>>();
    assert_eq!(properties::inherited(Some(many.into())).len(), 32);
}

#[test]
fn points_without_a_latitude_are_sorted_like_lines() {
    let odd = json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": ["x"]}, "properties": {}});
    let features = [point(1.0, json!({})), odd.clone(), point(2.0, json!({})), line()].map(map).to_vec();
    let expected = [odd, line(), point(2.0, json!({})), point(1.0, json!({}))];
    assert_eq!(order::paint_order(features), expected);
}
