//! CartoCSS projects are compiled as carto compiles them. Each folder in `corpus` is a project with the Mapnik XML that the
//! real carto made of it (`expect.mjs`); both maps are compared by meaning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod meaning;
mod runaway;
mod xml;

use std::path::{Path, PathBuf};

use karto::{
    diagnostic::{Diagnostics, SourceFiles},
    style::{
        carto::{CartoProject, compile},
        mapnik::write_xml,
    },
};

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/carto/corpus");
    let mut folders: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn compiled(folder: &Path) -> Result<String, Diagnostics> {
    let (mut files, mut diagnostics) = (SourceFiles::default(), Diagnostics::default());
    let map = CartoProject::read(folder, &mut files, &mut diagnostics)
        .and_then(|project| compile(&project, None, &files, &mut diagnostics));
    map.map(|map| write_xml(&map)).ok_or(diagnostics)
}

#[test]
fn projects_are_compiled_as_carto_does() {
    let folders = corpus();
    assert!(folders.len() >= 60);
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(folder.join("expected.xml")).unwrap();
        let made = compiled(&folder).unwrap_or_else(|d| panic!("{name}: {:?}", d.iter().collect::<Vec<_>>()));
        assert_eq!(meaning::of(&xml::parse(&expected)), meaning::of(&xml::parse(&made)), "{name}");
    }
}

#[test]
fn broken_style_sheets_are_errors_and_never_panic() {
    let mut seed = 1_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below.max(1)
    };
    let pieces =
        ["{", "}", "(", ")", "[", "]", "'", "\"", ";", "/", "//", "/*", "@", "::", "-", "\\", "é", "url(", "%("];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("project.yml"), "layers: [a, b.c]\nstyles: [style.mss]\n").unwrap();
    for source in corpus().iter().filter_map(|f| std::fs::read_to_string(f.join("style.mss")).ok()) {
        for _ in 0..5 {
            let mut text: Vec<char> = source.chars().collect();
            for _ in 0..=random(3) {
                let at = random(text.len());
                let end = (at + random(4)).min(text.len());
                text.splice(at..end, pieces[random(pieces.len())].chars());
            }
            std::fs::write(folder.path().join("style.mss"), text.iter().collect::<String>()).unwrap();
            let _ = compiled(folder.path());
        }
    }
}
