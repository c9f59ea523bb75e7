//! Benchmarks of the four stages of a raster tile, on tiles of the embedded world: `cargo bench`.
//!
//! decode: packed bytes → features bound to the style. scene: features → display list with placed labels. paint:
//! display list → pixels. png8: pixels → file. Single-threaded; only compare results of the same machine.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may panic")]

#[path = "../tests/support/data.rs"]
mod data;
#[path = "../tests/render/world.rs"]
mod world;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use karto::{
    image::{ImageEncoding, encode},
    mvt,
    render::{self, Fetched, TileSet, VectorTile, View},
    tile::{Scale, TileId},
};
use world::World;

/// The world, Europe, the Alps.
const TILES: [(u32, u64, u64); 3] = [(0, 0, 0), (4, 8, 5), (6, 33, 22)];

fn unpacked(tiles: &[Fetched]) -> Vec<(&Fetched, Vec<u8>)> {
    let unpack = |t: &Fetched| mvt::unpack(&t.bytes, t.packing, 64 << 20).unwrap().into_owned();
    tiles.iter().map(|t| (t, unpack(t))).collect()
}

fn bound<'a>(world: &'a World, tiles: &'a [(&Fetched, Vec<u8>)]) -> TileSet<'a> {
    let mut set = TileSet::new(&world.infos);
    for (tile, bytes) in tiles {
        let decoded = mvt::Tile::decode(bytes).unwrap();
        set.insert_vector(
            &tile.need.source,
            VectorTile::bind(&world.style, &tile.need.source, tile.need.tile, decoded),
        );
    }
    set
}

fn stages(c: &mut Criterion) {
    let world = World::embedded(1.0).unwrap();
    for (z, x, y) in TILES {
        let tile = TileId::new(z, x, y).unwrap();
        let view = View::of_tile(tile, Scale::ONE);
        let fetched = world.fetched(&view);
        let bytes = unpacked(&fetched);
        let set = bound(&world, &bytes);
        let list = render::scene(&world.style, &view, &set, &world.resources);
        let picture = render::paint(&list, &world.resources).unwrap();
        let name = |stage: &str| format!("{stage}/{tile}");
        c.bench_function(&name("decode"), |b| b.iter(|| drop(black_box(bound(&world, &unpacked(&fetched))))));
        c.bench_function(&name("scene"), |b| {
            b.iter(|| render::scene(&world.style, &view, &set, &world.resources).items.len());
        });
        c.bench_function(&name("paint"), |b| b.iter(|| render::paint(&list, &world.resources).unwrap()));
        c.bench_function(&name("png8"), |b| {
            b.iter(|| encode(&picture, ImageEncoding::Png8 { colors: 256, merge: false }).unwrap())
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = stages
}
criterion_main!(benches);
