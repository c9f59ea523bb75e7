//! Mapnik XML.
#![no_main]

use karto::{
    diagnostic::{Diagnostics, SourceFiles},
    settings::StyleLanguage,
    style::MapFile,
};
use karto_fuzz::*;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (first, second) = halves(data);
    file("mapnik/other.xml", second);
    let path = file("mapnik/map.xml", first);
    let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let map = MapFile { path: &path, language: StyleLanguage::Mapnik, draws: &|_| true, attributes: &[] };
    map.load(&mut files, &mut problems);
});
