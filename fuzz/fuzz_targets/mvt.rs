//! Vector tiles: decompression, decoding, edits, JSON.
#![no_main]

use karto::mvt::{
    JsonDetail, MvtError, Packing, Tile,
    edit::{LayerChoice, overzoom, rewrite_tags},
    to_json, unpack,
};
use karto_fuzz::LIMIT;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for packing in [Packing::Detect, Packing::Brotli] {
        let Ok(bytes) = unpack(data, packing, LIMIT) else { continue };
        let Ok(tile) = Tile::decode(&bytes) else { continue };
        let _ = tile.check_geometries();
        for detail in [JsonDetail::Full, JsonDetail::NoGeometry, JsonDetail::Summary] {
            let _ = to_json(&tile, detail);
        }
        for (dz, column, row) in [(1, 1, 0), (5, 17, 11), (26, 3, 1 << 25)] {
            let part = overzoom(&tile, dz, column, row);
            let part = Tile::decode(&part).expect("a part of a tile is a tile");
            part.check_geometries().expect("geometries of a part are valid");
        }
        let mut out = Vec::new();
        LayerChoice::default().append(&tile, &mut Default::default(), &mut out);
        assert_eq!(Tile::decode(&out).expect("all layers are a tile").layers.len(), tile.layers.len());
        let rewritten = rewrite_tags::<MvtError>(
            &tile,
            |_| true,
            |layer, feature, edit| layer.tags(feature).try_for_each(|(key, value)| edit.add(key, value)),
        );
        if let Ok(out) = rewritten {
            Tile::decode(&out).expect("rewritten tags are a tile");
        }
    }
});
