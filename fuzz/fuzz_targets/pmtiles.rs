//! PMTiles archives: header, directories, metadata, tiles.
#![no_main]

use karto::{
    settings::{PmtilesLocation, PmtilesSettings},
    source::{
        client,
        pmtiles::{Pmtiles, vector_layers},
    },
};
use karto_fuzz::*;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let path = file("archive.pmtiles", data);
    let _ = vector_layers(&path);
    thread_local!(static CLIENT: Option<reqwest::Client> = client::straight().ok());
    let Some(client) = CLIENT.with(Clone::clone) else { return };
    let settings = PmtilesSettings { location: PmtilesLocation::File(path) };
    let Ok(archive) = wait(Pmtiles::open(id(), &settings, client, LIMIT)) else { return };
    for tile in tiles() {
        ask(&archive, tile);
    }
});
