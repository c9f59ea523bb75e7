//! CartoCSS: style sheets, and projects in YAML or JSON (after the first byte 0xff).
#![no_main]

use karto::{
    diagnostic::{Diagnostics, SourceFiles},
    settings::StyleLanguage,
    style::MapFile,
};
use karto_fuzz::*;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (sheet, project) = halves(data);
    file("carto/style.mss", sheet);
    let given = if project.is_empty() { &b"layers: [a, roads, land]\nstyles: [style.mss]\n"[..] } else { project };
    let path = file("carto/project.yml", given);
    let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
    let map = MapFile { path: &path, language: StyleLanguage::Carto, draws: &|_| true, attributes: &[] };
    map.load(&mut files, &mut problems);
});
