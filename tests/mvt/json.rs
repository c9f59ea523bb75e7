//! Tiles as JSON, as the real service recorded them.

use karto::mvt::{JsonDetail, LayerWriter, Packing, Tile, Value, to_json, unpack};

#[test]
fn the_shape_is_kartotherians() {
    let mut layer = LayerWriter::new("place_label", 4096);
    layer.tag("name", Value::String("Paris \"𝄞\""));
    layer.tag("rank", Value::Double(1.5));
    layer.tag("capital", Value::Bool(true));
    layer.feature(Some(7), karto::mvt::GeometryType::Point, &[9, 50, 34]);
    let mut data = vec![];
    layer.finish(&mut data);
    let tile = Tile::decode(&data).unwrap();
    let full = concat!(
        r#"[{"version":2,"name":"place_label","extent":4096,"features":[{"id":7,"type":1,"#,
        r#""properties":{"name":"Paris \"𝄞\"","rank":1.5,"capital":true},"geometry":[9,50,34]}]}]"#
    );
    assert_eq!(to_json(&tile, JsonDetail::Full).unwrap(), full);
    assert_eq!(to_json(&tile, JsonDetail::NoGeometry).unwrap(), full.replace("[9,50,34]", "3"));
    // JavaScript counts the clef as two, and the brackets of the list are not part of the layer.
    let size = full.chars().map(char::len_utf16).sum::<usize>() - 2;
    let summary = format!(r#"{{"place_label":{{"features":1,"jsonsize":{size}}}}}"#);
    assert_eq!(to_json(&tile, JsonDetail::Summary).unwrap(), summary);
    let empty = Tile::default();
    assert_eq!([JsonDetail::Full, JsonDetail::Summary].map(|d| to_json(&empty, d).unwrap()), ["[]", "{}"]);
}

/// `1/0/0` of the recorded test configuration: water of the real world.
#[test]
fn recorded_answers_are_reproduced() {
    let Some(golden) = crate::data::shared("golden") else { return };
    let data = std::fs::read(golden.join("tiles/test/1/0/0.pbf")).unwrap();
    let data = unpack(&data, Packing::Detect, 1 << 24).unwrap();
    let tile = Tile::decode(&data).unwrap();
    let full = to_json(&tile, JsonDetail::Full).unwrap();
    let summary = to_json(&tile, JsonDetail::Summary).unwrap();
    assert_eq!((full.len(), summary.len()), (687_893, 45), "{summary}");
    let recorded = std::fs::read(golden.join("bodies/d3fbc6a060b7bf6b.json")).unwrap();
    let recorded: serde_json::Value = serde_json::from_slice(&recorded).unwrap();
    let ours: serde_json::Value = serde_json::from_str(&to_json(&tile, JsonDetail::NoGeometry).unwrap()).unwrap();
    assert!(ours == recorded, "nogeo differs");
}
