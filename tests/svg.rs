//! Tests that SVG documents look like pictures: rendered by resvg, an independent implementation, they have nearly the
//! same pixels.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/data.rs"]
mod data;
#[path = "render/harness.rs"]
mod harness;
#[path = "render/world.rs"]
mod world;

use std::collections::BTreeMap;

use karto::{
    image::{Bitmap, ImageEncoding, encode},
    render::{self, DisplayList, Rasterizer, Resources, SvgPainter, View},
    tile::{Scale, TileId},
};
use resvg::usvg;
use tiny_skia::{Pixmap, Transform};
use world::{TestResult, World, in_repository};

/// Renders a document with resvg.
fn rendered(document: &str) -> Bitmap {
    let tree = usvg::Tree::from_str(document, &usvg::Options::default()).unwrap_or_else(|e| panic!("{e}: {document}"));
    let size = tree.size().to_int_size();
    let mut pixmap = Pixmap::new(size.width(), size.height()).unwrap();
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    Bitmap::from_premultiplied(pixmap.width(), pixmap.height(), pixmap.take()).unwrap()
}

/// The difference between two pictures: the mean difference of a channel, and the fraction of pixels in which a channel
/// differs by more than a quarter.
fn apart(a: &Bitmap, b: &Bitmap) -> (f64, f64) {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    let (mut sum, mut far) = (0u64, 0u64);
    for (p, q) in a.pixels().iter().zip(b.pixels()) {
        let differences = [0, 1, 2, 3].map(|i| p[i].abs_diff(q[i]));
        sum += differences.iter().map(|d| u64::from(*d)).sum::<u64>();
        far += u64::from(differences.iter().any(|d| *d > 64));
    }
    let pixels = f64::from(a.width()) * f64::from(a.height());
    (sum as f64 / pixels / 4.0, far as f64 / pixels)
}

/// Saves both pictures and the document for inspection.
fn keep(name: &str, document: &str, expected: &Bitmap, actual: &Bitmap) -> TestResult {
    let folder = in_repository("target/svg");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{name}.svg")), document)?;
    std::fs::write(folder.join(format!("{name}-picture.png")), encode(expected, ImageEncoding::Png)?)?;
    std::fs::write(folder.join(format!("{name}-document.png")), encode(actual, ImageEncoding::Png)?)?;
    Ok(())
}

/// Compares and prints the result. Returns whether the pictures are similar enough.
fn agree(name: &str, document: &str, picture: &Bitmap, mean: f64, share: f64) -> TestResult<bool> {
    let drawn = rendered(document);
    let (off, far) = apart(picture, &drawn);
    println!(
        "{name}: {off:.2} of 255 apart, {:.2} % of the pixels by more than 64, {} bytes",
        far * 100.0,
        document.len()
    );
    keep(name, document, picture, &drawn)?;
    Ok(off <= mean && far <= share)
}

fn document(list: &DisplayList, resources: &Resources) -> TestResult<String> {
    let mut painter = SvgPainter::new(list.width, list.height, &resources.glyphs, Rasterizer::default())?;
    render::draw(list, &mut painter);
    painter.finish().ok_or_else(|| "too large".into())
}

#[test]
fn documents_of_all_cases_look_like_their_pictures() -> TestResult {
    let resources = harness::resources().map_err(|e| e.to_string())?;
    // Allowed mean and fraction. resvg interpolates scaled patterns differently, blurred lines also have soft ends,
    // resvg antialiases thin lines differently, and a path has neither MapLibre's cuts at sharp bends nor its casings
    // around line ends.
    let limits = BTreeMap::from([
        ("circle-translate", (2.0, 0.015)),
        ("fill-outline-stays-one-pixel", (1.0, 0.01)),
        ("fill-pattern-grows-between-zooms", (16.0, 0.2)),
        ("fill-with-outline", (2.0, 0.01)),
        ("line-blur", (2.0, 0.01)),
        ("line-casing-runs-around-a-round-cap", (3.0, 0.02)),
        ("line-casing-square-cap", (2.0, 0.02)),
        ("line-gap-width", (3.5, 0.04)),
        ("line-offset", (2.0, 0.04)),
        ("line-pattern", (2.0, 0.01)),
        ("line-pattern-is-stretched-between-zooms", (7.0, 0.08)),
        ("line-translucent-round-knees", (2.0, 0.01)),
        ("line-translucent-shows-where-a-sharp-bend-overlaps", (2.0, 0.01)),
    ]);
    let mut failed = Vec::new();
    let mut cases: Vec<_> =
        std::fs::read_dir(in_repository("tests/render/cases"))?.map(|e| e.unwrap().path()).collect();
    cases.sort();
    for case in cases.iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let name = case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let list = harness::case(&std::fs::read_to_string(case)?, &resources).map_err(|e| e.to_string())?;
        let picture = render::paint(&list, &resources)?;
        let (mean, share) = limits.get(name.as_str()).copied().unwrap_or((0.8, 0.01));
        if !agree(&name, &document(&list, &resources)?, &picture, mean, share)? {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "see target/svg: {failed:?}");
    Ok(())
}

#[test]
fn documents_of_the_embedded_world_look_like_its_tiles() -> TestResult {
    let mut failed = Vec::new();
    for factor in [1.0, 2.0] {
        let world = World::embedded(factor)?;
        let scale = Scale::new(factor).ok_or("a scale")?;
        for (z, x, y) in [(0, 0, 0), (2, 2, 1), (4, 8, 5), (6, 33, 22), (6, 34, 26)] {
            let view = View::of_tile(TileId::new(z, x, y)?, scale);
            let name = format!("world-{z}-{x}-{y}@{factor}x");
            if !agree(&name, &world.svg(&view)?, &world.picture(&view)?, 1.0, 0.001)? {
                failed.push(name);
            }
        }
    }
    assert!(failed.is_empty(), "see target/svg: {failed:?}");
    Ok(())
}

#[test]
fn documents_of_cities_look_like_their_tiles() -> TestResult {
    let mut failed = Vec::new();
    let places = [
        (World::real(1.0)?, "real", [(14, 8626, 5755), (15, 17058, 11947)]),
        (World::crowded(1.0)?, "crowded", [(14, 9904, 5121), (15, 19808, 10242)]),
    ];
    for (world, kind, tiles) in places {
        let Some(world) = world else { continue };
        for (z, x, y) in tiles {
            let view = View::of_tile(TileId::new(z, x, y)?, Scale::ONE);
            let name = format!("{kind}-{z}-{x}-{y}");
            if !agree(&name, &world.svg(&view)?, &world.picture(&view)?, 0.8, 0.001)? {
                failed.push(name);
            }
        }
    }
    assert!(failed.is_empty(), "see target/svg: {failed:?}");
    Ok(())
}

#[test]
fn the_same_tile_results_in_the_same_document() -> TestResult {
    let world = World::embedded(1.0)?;
    let view = View::of_tile(TileId::new(5, 16, 10)?, Scale::ONE);
    assert_eq!(world.svg(&view)?, World::embedded(1.0)?.svg(&view)?);
    Ok(())
}
