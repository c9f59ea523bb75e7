//! Clipping, scaling, rewriting tags, selecting layers.

use std::collections::{BTreeMap, BTreeSet};

use karto::mvt::{
    Command, GeometryType, GeometryWriter, LayerWriter, Tile, Value,
    edit::{LayerChoice, overzoom, rewrite_tags},
};

use crate::{
    mutation::Dice,
    wire::{bytes, feature, layer, number, packed},
};

/// A tile of one layer of extent 4096 with one feature.
fn tile(kind: GeometryType, write: impl FnOnce(&mut GeometryWriter)) -> Vec<u8> {
    let mut geometry = GeometryWriter::default();
    write(&mut geometry);
    let mut layer = LayerWriter::new("l", 4096);
    layer.tag("name", Value::String("x"));
    layer.feature(Some(5), kind, geometry.packed());
    let mut out = vec![];
    layer.finish(&mut out);
    out
}

/// The parts of all features of a tile: closed rings, lines, or points one by one.
fn parts(tile: &[u8]) -> Vec<Vec<(i32, i32)>> {
    let tile = Tile::decode(tile).unwrap();
    tile.check_geometries().unwrap();
    let mut out: Vec<Vec<(i32, i32)>> = vec![];
    for command in tile.layers.iter().flat_map(|l| &l.features).flat_map(|f| f.geometry()) {
        match command.unwrap() {
            Command::MoveTo(x, y) => out.push(vec![(x, y)]),
            Command::LineTo(x, y) => out.last_mut().unwrap().push((x, y)),
            Command::ClosePath => {}
        }
    }
    out
}

fn zoomed(source: &[u8], dz: u8, column: u32, row: u32) -> Vec<Vec<(i32, i32)>> {
    parts(&overzoom(&Tile::decode(source).unwrap(), dz, column, row))
}

fn area(ring: &[(i32, i32)]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum::<i64>()
        / 2
}

#[test]
fn the_content_is_translated_and_scaled() {
    let source = tile(GeometryType::Line, |g| g.line(&[[2148, 2248], [2248, 2348], [3048, 2348]]));
    // The south-east quarter begins at 2048, 2048.
    assert_eq!(zoomed(&source, 1, 1, 1), [[(200, 400), (400, 600), (2000, 600)]]);
}

#[test]
fn ids_and_tags_are_kept_and_empty_layers_are_dropped() {
    let source = tile(GeometryType::Point, |g| g.points(&[[10, 10]]));
    let out = overzoom(&Tile::decode(&source).unwrap(), 2, 0, 0);
    let out = Tile::decode(&out).unwrap();
    let layer = &out.layers[0];
    assert_eq!((layer.name, layer.extent, layer.features[0].id), ("l", 4096, Some(5)));
    assert_eq!(layer.tags(&layer.features[0]).collect::<Vec<_>>(), [("name", Value::String("x"))]);
    assert_eq!(overzoom(&Tile::decode(&source).unwrap(), 2, 3, 3), b"");
}

#[test]
fn a_line_that_leaves_and_returns_becomes_two() {
    // The line leaves the eastern half on its west side and returns; 256 units of buffer are kept.
    let source = tile(GeometryType::Line, |g| g.line(&[[3000, 100], [1000, 100], [1000, 200], [3000, 200]]));
    assert_eq!(zoomed(&source, 1, 1, 0), [[(1904, 200), (-256, 200)], [(-256, 400), (1904, 400)]]);
}

#[test]
fn a_line_through_a_tile_without_a_vertex_in_it_is_kept() {
    let source = tile(GeometryType::Line, |g| g.line(&[[-4000, 1536], [8000, 1536]]));
    assert_eq!(zoomed(&source, 2, 1, 1), [[(-256, 2048), (4352, 2048)]]);
    assert_eq!(zoomed(&source, 2, 1, 3), Vec::<Vec<_>>::new());
}

#[test]
fn a_line_that_only_touches_the_square_is_dropped() {
    let source = tile(GeometryType::Line, |g| g.line(&[[1920, 0], [1920, 100]]));
    assert_eq!(zoomed(&source, 1, 1, 0).len(), 1, "along the side of the buffer");
    let source = tile(GeometryType::Line, |g| g.line(&[[0, 0], [1920, 50], [0, 100]]));
    assert_eq!(zoomed(&source, 1, 1, 0), Vec::<Vec<_>>::new(), "one point on the side");
}

#[test]
fn points_are_kept_further_out_than_lines() {
    let source = tile(GeometryType::Point, |g| g.points(&[[2048 - 512, 2048], [2048 - 513, 2048], [3000, 3000]]));
    assert_eq!(zoomed(&source, 1, 1, 1), [[(-1024, 0)], [(1904, 1904)]]);
}

#[test]
fn a_polygon_that_covers_the_tile_becomes_the_square() {
    let source = tile(GeometryType::Polygon, |g| g.ring(&[[0, 0], [4096, 0], [4096, 4096], [0, 4096]]));
    let rings = zoomed(&source, 3, 3, 3);
    assert_eq!(rings.len(), 1);
    assert_eq!(area(&rings[0]), 4608 * 4608);
}

#[test]
fn a_hole_keeps_its_winding_and_one_that_covers_the_tile_removes_the_polygon() {
    let source = tile(GeometryType::Polygon, |g| {
        g.ring(&[[0, 0], [4096, 0], [4096, 4096], [0, 4096]]);
        g.ring(&[[1024, 1024], [1024, 3072], [3072, 3072], [3072, 1024]]);
    });
    // Half of the buffered square's width is in the hole in the north-west quarter.
    let rings = zoomed(&source, 1, 0, 0);
    assert_eq!(rings.len(), 2);
    assert_eq!(area(&rings[0]), (4096 + 256) * (4096 + 256));
    assert_eq!(area(&rings[1]), -(2048 + 256) * (2048 + 256));
    // In the middle, the hole covers everything: the two rings cancel each other.
    let rings = zoomed(&source, 3, 4, 4);
    assert_eq!(rings.iter().map(|r| area(r)).sum::<i64>(), 0);
}

#[test]
fn holes_are_dropped_with_their_exterior_and_the_next_polygon_is_kept() {
    let source = tile(GeometryType::Polygon, |g| {
        g.ring(&[[0, 0], [1000, 0], [1000, 1000], [0, 1000]]);
        g.ring(&[[100, 100], [100, 900], [900, 900], [900, 100]]);
        g.ring(&[[3000, 3000], [4000, 3000], [4000, 4000], [3000, 4000]]);
    });
    let rings = zoomed(&source, 1, 1, 1);
    assert_eq!(rings, [[(1904, 1904), (3904, 1904), (3904, 3904), (1904, 3904)]]);
}

#[test]
fn a_concave_polygon_keeps_exactly_the_area_inside() {
    // A comb whose three teeth reach into the southern half: cutting it leaves three separate pieces.
    let teeth = [0, 800, 1600];
    let mut ring = vec![[0, 1000], [2000, 1000]];
    for x in teeth.iter().rev() {
        ring.extend([[x + 400, 1200], [x + 400, 3000], [*x, 3000], [*x, 1200]]);
    }
    let source = tile(GeometryType::Polygon, |g| g.ring(&ring));
    let rings = zoomed(&source, 1, 0, 1);
    // 3 teeth, 800 wide and 1904 + 256 high in the new units.
    assert_eq!(rings.iter().map(|r| area(r)).sum::<i64>(), 3 * 800 * (1904 + 256));
    assert!(rings.iter().flatten().all(|(_, y)| *y >= -256));
}

#[test]
fn a_polygon_smaller_than_half_a_unit_wide_is_dropped_where_it_is_cut_to_nothing() {
    let source = tile(GeometryType::Polygon, |g| g.ring(&[[0, 0], [1920, 0], [1920, 100]]));
    assert_eq!(zoomed(&source, 1, 1, 0), Vec::<Vec<_>>::new(), "only its side touches");
}

/// The winding number of the rings around a point.
fn winding(rings: &[Vec<(f64, f64)>], (px, py): (f64, f64)) -> i32 {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    edges
        .map(|(a, b)| {
            let left = (b.0 - a.0) * (py - a.1) - (b.1 - a.1) * (px - a.0);
            match (a.1 <= py, b.1 <= py) {
                (true, false) if left > 0.0 => 1,
                (false, true) if left < 0.0 => -1,
                _ => 0,
            }
        })
        .sum()
}

/// The distance from a point to the nearest edge.
fn clearance(rings: &[Vec<(f64, f64)>], (px, py): (f64, f64)) -> f64 {
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    let distance = |(a, b): (&(f64, f64), &(f64, f64))| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let t = (((px - a.0) * dx + (py - a.1) * dy) / (dx * dx + dy * dy).max(1e-9)).clamp(0.0, 1.0);
        (px - a.0 - t * dx).hypot(py - a.1 - t * dy)
    };
    edges.map(distance).fold(f64::MAX, f64::min)
}

#[test]
fn clipping_does_not_change_the_area_inside_the_square() {
    let mut dice = Dice(7);
    let mut compared = 0;
    for _ in 0..300 {
        // Arbitrary polygons: concave, self-intersecting, partly or completely outside.
        let corners = 3 + dice.next(10);
        let ring: Vec<[i32; 2]> = (0..corners).map(|_| [0, 1].map(|_| dice.next(7000) as i32 - 1500)).collect();
        let source = tile(GeometryType::Polygon, |g| g.ring(&ring));
        let (column, row) = (dice.next(4), dice.next(4));
        let cut = zoomed(&source, 2, column as u32, row as u32);
        let float = |rings: &[Vec<(i32, i32)>]| -> Vec<Vec<(f64, f64)>> {
            rings.iter().map(|r| r.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect()).collect()
        };
        let place = |[x, y]: &[i32; 2]| (x * 4 - column as i32 * 4096, y * 4 - row as i32 * 4096);
        let whole = float(&[ring.iter().map(place).collect()]);
        let cut = float(&cut);
        for _ in 0..40 {
            let point = (dice.next(4500) as f64 - 200.0, dice.next(4500) as f64 - 200.0);
            if clearance(&whole, point) > 2.0 {
                assert_eq!(winding(&whole, point), winding(&cut, point), "{ring:?} at {point:?} in {column}/{row}");
                compared += 1;
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn children_of_real_tiles_are_valid_tiles() {
    let Some(path) = crate::data::shared("data/wmf-schema-tiles.mbtiles") else { return };
    let archive = rusqlite::Connection::open(path).unwrap();
    let mut query = archive.prepare("SELECT tile_data FROM tiles WHERE rowid % 60 = 0").unwrap();
    let tiles: Vec<Vec<u8>> = query.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(tiles.len() > 20);
    for packed in tiles {
        let bytes = karto::mvt::unpack(&packed, karto::mvt::Packing::Detect, 1 << 24).unwrap();
        let tile = Tile::decode(&bytes).unwrap();
        tile.check_geometries().unwrap();
        for (dz, column, row) in [(0, 0, 0), (1, 0, 1), (4, 9, 6)] {
            let child = overzoom(&tile, dz, column, row);
            Tile::decode(&child).unwrap().check_geometries().unwrap();
        }
    }
}

#[test]
fn extremes_stay_finite() {
    let far = i32::MAX / 2;
    let source = tile(GeometryType::Polygon, |g| g.ring(&[[-far, -far], [far, -far], [far, far], [-far, far]]));
    let rings = zoomed(&source, 26, (1 << 26) - 1, 0);
    assert_eq!(area(&rings[0]), 4608 * 4608);
}

#[test]
fn an_invalid_feature_is_left_out_and_others_are_kept() {
    let bad = feature(&[number(3, 3), packed(4, &[9, 6, 12, 18, 10, 12, 24, 44, 23])]);
    let good = feature(&[number(1, 2), number(3, 1), packed(4, &[9, 50, 34])]);
    let source = layer("l", &[bad, good]);
    let out = overzoom(&Tile::decode(&source).unwrap(), 1, 0, 0);
    assert_eq!(Tile::decode(&out).unwrap().layers[0].features.len(), 1);
}

#[test]
fn children_together_hold_the_whole_area() {
    let Some(path) = crate::data::shared("golden/tiles/test/1/0/0.pbf") else { return };
    let data = std::fs::read(path).unwrap();
    let data = karto::mvt::unpack(&data, karto::mvt::Packing::Detect, 1 << 24).unwrap();
    let tile = Tile::decode(&data).unwrap();
    // Real-world water.
    let sum = |rings: &[Vec<(i32, i32)>]| rings.iter().map(|r| area(r) as f64).sum::<f64>();
    let whole = sum(&parts(&overzoom(&tile, 0, 0, 0)));
    let mut children = 0.0;
    for (column, row) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        children += sum(&parts(&overzoom(&tile, 1, column, row))) / 4.0;
    }
    // The children overlap by their buffers: 128 old units on each of two inner sides, of 4096.
    assert!(whole > 0.0 && children >= whole && children < whole * 1.2, "{whole} {children}");
}

#[test]
fn rewriting_tags_copies_geometry_and_other_layers_byte_for_byte() {
    // An invalid geometry (a count larger than the number of points) is kept, because it is copied without decoding.
    let odd = packed(4, &[0xffff_fff9, 2, 2]);
    let changed = layer(
        "a",
        &[
            feature(&[number(1, 9), packed(2, &[0, 0]), number(3, 1), odd.clone()]),
            bytes(3, b"k"),
            bytes(4, &number(5, 3)),
        ],
    );
    let other = layer("b", &[bytes(99, b"extension"), feature(&[number(3, 1), packed(4, &[9, 0, 0])])]);
    let source = [changed, other.clone()].concat();
    let tile = Tile::decode(&source).unwrap();
    let out = rewrite_tags(
        &tile,
        |layer| layer.name == "a",
        |_, feature, edit| {
            edit.add("new", Value::String("ü"))?;
            feature.tags().for_each(|(k, v)| edit.keep(k, v));
            Ok::<_, karto::mvt::MvtError>(())
        },
    )
    .unwrap();
    assert!(out.ends_with(&other));
    let tile = Tile::decode(&out).unwrap();
    let (layer, f) = (&tile.layers[0], &tile.layers[0].features[0]);
    assert_eq!(layer.tags(f).collect::<Vec<_>>(), [("new", Value::String("ü")), ("k", Value::Uint(3))]);
    assert_eq!((f.id, f.packed_geometry()), (Some(9), &odd[2..]));
}

#[test]
fn layers_are_selected_and_renamed_and_the_first_of_a_name_is_used() {
    let point = |id: u64| feature(&[number(1, id), number(3, 1), packed(4, &[9, 0, 0])]);
    let one = [layer("water", &[point(1)]), layer("road", &[point(2)])].concat();
    let two = [layer("water", &[point(3)]), layer("street", &[point(4)]), layer("poi", &[point(5)])].concat();
    let set = |names: &[&str]| names.iter().map(std::string::ToString::to_string).collect::<BTreeSet<_>>();
    let (mut taken, mut out) = (BTreeSet::new(), vec![]);
    LayerChoice { except: set(&["road"]), ..LayerChoice::default() }.append(
        &Tile::decode(&one).unwrap(),
        &mut taken,
        &mut out,
    );
    let choice = LayerChoice {
        only: Some(set(&["water", "street"])),
        except: BTreeSet::new(),
        rename: BTreeMap::from([("street".into(), "road".into())]),
    };
    choice.append(&Tile::decode(&two).unwrap(), &mut taken, &mut out);
    let tile = Tile::decode(&out).unwrap();
    let names: Vec<_> = tile.layers.iter().map(|l| (l.name, l.version, l.features[0].id)).collect();
    assert_eq!(names, [("water", 2, Some(1)), ("road", 2, Some(4))]);
}
