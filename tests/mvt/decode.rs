//! Decoding of valid and invalid tiles.

use karto::mvt::{Command, GeometryError, GeometryType, MvtError, Tile, Value};

use crate::wire::{bytes, feature, layer, number, packed};

#[test]
fn a_tile_of_the_mvt_crate_is_read_as_it_was_written() {
    let mut tile = mvt::Tile::new(4096);
    let places = tile.create_layer("places");
    let geometry = mvt::GeomEncoder::new(mvt::GeomType::Point).point(25.0, 17.0).unwrap().encode().unwrap();
    let mut place = places.into_feature(geometry);
    place.set_id(7);
    place.add_tag_string("name", "Βαντούζ");
    place.add_tag_int("population", -5);
    place.add_tag_uint("area", u64::MAX);
    place.add_tag_sint("height", i64::MIN);
    place.add_tag_double("x", 0.1);
    place.add_tag_float("y", 1.5);
    place.add_tag_bool("capital", true);
    tile.add_layer(place.into_layer()).unwrap();
    let data = tile.to_bytes().unwrap();

    let tile = Tile::decode(&data).unwrap();
    let layer = tile.layer("places").unwrap();
    assert_eq!((layer.version, layer.extent, layer.features.len()), (2, 4096, 1));
    let feature = &layer.features[0];
    assert_eq!((feature.id, feature.kind), (Some(7), GeometryType::Point));
    assert_eq!(
        layer.tags(feature).collect::<Vec<_>>(),
        [
            ("name", Value::String("Βαντούζ")),
            ("population", Value::Int(-5)),
            ("area", Value::Uint(u64::MAX)),
            ("height", Value::Sint(i64::MIN)),
            ("x", Value::Double(0.1)),
            ("y", Value::Float(1.5)),
            ("capital", Value::Bool(true)),
        ]
    );
    assert_eq!(feature.geometry().collect::<Vec<_>>(), [Ok(Command::MoveTo(25, 17))]);
}

#[test]
fn geometry_is_absolute_positions() {
    // The polygon of the specification's section 4.3.5.6: two polygons, the second with a hole.
    let stream = [
        9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15,
    ];
    let data = layer("l", &[feature(&[number(3, 3), packed(4, &stream)])]);
    let tile = Tile::decode(&data).unwrap();
    use Command::{ClosePath, LineTo, MoveTo};
    assert_eq!(
        tile.layers[0].features[0].geometry().collect::<Result<Vec<_>, _>>().unwrap(),
        [
            MoveTo(0, 0),
            LineTo(10, 0),
            LineTo(10, 10),
            LineTo(0, 10),
            ClosePath,
            MoveTo(11, 11),
            LineTo(20, 11),
            LineTo(20, 20),
            LineTo(11, 20),
            ClosePath,
            MoveTo(13, 13),
            LineTo(13, 17),
            LineTo(17, 17),
            LineTo(17, 13),
            ClosePath,
        ]
    );
}

#[test]
fn repeated_fields_may_be_unpacked_or_in_several_parts() {
    let whole = layer("l", &[feature(&[number(3, 1), packed(4, &[17, 10, 14, 3, 9])])]);
    let parts = layer("l", &[feature(&[packed(4, &[17, 10]), number(4, 14), packed(4, &[3, 9]), number(3, 1)])]);
    let (whole, parts) = (Tile::decode(&whole).unwrap(), Tile::decode(&parts).unwrap());
    assert_eq!(whole.layers[0].features, parts.layers[0].features);
    assert_eq!(whole.layers[0].features[0].geometry().count(), 2);
}

#[test]
fn unknown_fields_are_skipped() {
    let data =
        [number(99, 1), layer("l", &[bytes(16, b"?"), feature(&[number(3, 1), packed(4, &[9, 0, 0]), number(9, 9)])])]
            .concat();
    assert_eq!(Tile::decode(&data).unwrap().layers[0].features.len(), 1);
}

#[test]
fn zero_bytes_are_an_empty_tile() {
    assert_eq!(Tile::decode(&[]).unwrap().layers, []);
}

#[test]
fn errors_are_specific() {
    let error = |data: &[u8]| Tile::decode(data).unwrap_err().to_string();
    assert_eq!(error(b"this is not a tile at all"), "the tile has wire type 4");
    assert_eq!(error(&bytes(3, &number(15, 2))), "layer 0 has no name");
    assert_eq!(error(&[layer("l", &[]), layer("l", &[])].concat()), "two layers are called \"l\"");
    assert_eq!(error(&layer("l", &[number(15, 3)])), "layer \"l\": version 3 is not 1 or 2");
    assert_eq!(error(&layer("l", &[number(5, 0)])), "layer \"l\": extent 0 is not within 1..=16777216");
    assert_eq!(error(&layer("l", &[number(5, 1 << 40)])), "layer \"l\": a number is too large for an extent");
    assert_eq!(error(&layer("l", &[bytes(4, &[])])), "layer \"l\": value 0 is empty");
    assert_eq!(error(&layer("l", &[bytes(3, &[0xff])])), "layer \"l\": a key is not UTF-8");
    assert_eq!(error(&layer("l", &[feature(&[packed(2, &[0])])])), "layer \"l\": feature 0 has an odd number of tags");
    assert_eq!(
        error(&layer("l", &[bytes(3, b"k"), feature(&[packed(2, &[0, 0])])])),
        "layer \"l\": feature 0 has a tag beyond the layer's keys or values"
    );
    assert_eq!(error(&layer("l", &[feature(&[number(3, 4)])])), "layer \"l\": feature 0 has geometry type 4");
    // A length of 2^64 - 1 neither overflows nor allocates.
    assert_eq!(
        error(&[0x1a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        "the tile ends inside a layer"
    );
}

#[test]
fn layers_and_features_are_counted() {
    let many: Vec<u8> = (0..1025).flat_map(|i| layer(&i.to_string(), &[])).collect();
    assert_eq!(Tile::decode(&many), Err(MvtError::TooManyLayers));
    let many = layer("l", &[[0x12, 0x00].repeat((1 << 20) + 1)]);
    assert!(Tile::decode(&many).unwrap_err().to_string().ends_with("more than 1048576 features"));
}

#[test]
fn an_invalid_geometry_affects_only_its_feature() {
    let error = |kind: u64, stream: &[u32]| {
        let data = layer("l", &[feature(&[number(3, kind), packed(4, stream)])]);
        Tile::decode(&data).unwrap().layers[0].features[0].check_geometry()
    };
    let (point, line, polygon) = (1, 2, 3);
    assert_eq!(error(point, &[]), Err(GeometryError::Empty));
    assert_eq!(error(point, &[9, 50]), Err(GeometryError::Truncated));
    assert_eq!(error(point, &[1]), Err(GeometryError::Count(0)));
    assert_eq!(error(point, &[10, 0, 0]), Err(GeometryError::Order));
    assert_eq!(error(point, &[11, 0, 0]), Err(GeometryError::UnknownCommand(3)));
    assert_eq!(error(line, &[9, 0, 0]), Err(GeometryError::Truncated), "a line of one point");
    assert_eq!(error(line, &[9, 0, 0, 9, 2, 2, 10, 2, 2]), Err(GeometryError::Order), "a line of one point");
    assert_eq!(error(line, &[9, 4, 4, 18, 0, 16, 16, 0, 15]), Err(GeometryError::Order), "a closed line");
    assert_eq!(error(line, &[9, 0, 0, 0xffff_fffa, 2, 2]), Err(GeometryError::Truncated));
    assert_eq!(error(polygon, &[9, 0, 0, 18, 2, 2, 2, 2]), Err(GeometryError::Truncated), "a ring not closed");
    assert_eq!(error(polygon, &[9, 0, 0, 10, 2, 2, 15]), Err(GeometryError::Order), "a ring of two points");
    assert_eq!(error(polygon, &[9, 6, 12, 18, 10, 12, 24, 44, 23]), Err(GeometryError::Count(2)));
    // Positions beyond 32 bits: twice the largest step.
    assert_eq!(error(line, &[9, 0xffff_fffe, 0, 10, 0xffff_fffe, 0]), Err(GeometryError::Overflow));
}

#[test]
fn a_point_may_announce_more_points_than_follow() {
    let data = layer("l", &[feature(&[number(3, 1), packed(4, &[0xffff_fff9, 2, 2])])]);
    let tile = Tile::decode(&data).unwrap();
    assert_eq!(tile.layers[0].features[0].geometry().collect::<Vec<_>>(), [Ok(Command::MoveTo(1, 1))]);
}
