//! A tile of a folder of files, through json2tags, babel and overzoom: checks, edits.
#![no_main]

use std::sync::Arc;

use karto::{
    settings::*,
    source::{SharedSource, babel::Babel, file::FileTree, json2tags::Json2tags},
    tile::TileId,
};
use karto_fuzz::*;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let path = file("0/0/0.pbf", data);
    let root = path.ancestors().nth(3).expect("a folder").to_owned();
    let files = FileTreeSettings { root, extension: "pbf".into() };
    let Ok(files) = wait(FileTree::open(id(), &files, LIMIT)) else { return };
    let tags = Json2tagsSettings { source: id(), tag: "name".into(), multi_tag: "name_".into() };
    let tags: SharedSource = Arc::new(Json2tags::new(id(), &tags, Arc::new(files), editor()));
    let babel = BabelSettings {
        source: id(),
        tag: "name".into(),
        multi_tag: "name_".into(),
        combine_name: true,
        default_language: "en".into(),
        language_map: no_languages(),
    };
    let babel = Babel::new(id(), &babel, tags, editor());
    if let Some(tile) = ask(&babel, TileId::WORLD) {
        let _ = tile.unpacked(LIMIT);
    }
});
