//! Small styles, each about one thing, with their pictures: `tests/render/cases/NAME.json` and
//! `NAME.png`. Image tiles are made up by the harness (`test:checks`, `test:hills`). A failing case leaves
//! expected, actual and difference side by side in `target/render/NAME.png`.
//! `KARTO_BLESS=1 cargo test --test render` takes today's pictures as right.

#[path = "render/harness.rs"]
mod harness;

use std::path::{Path, PathBuf};

use harness::{TestResult, resources_for};
use karto::{
    image::{Bitmap, ImageEncoding, decode_png, encode},
    render,
};

/// Draws a case.
fn draw(path: &Path) -> TestResult<Bitmap> {
    let text = std::fs::read_to_string(path)?;
    let resources = resources_for(&text)?;
    let list = harness::case(&text, &resources)?;
    Ok(render::paint(&list, &resources)?)
}

/// Expected, actual and the pixels that differ, in red.
fn triptych(expected: &Bitmap, actual: &Bitmap) -> TestResult<Bitmap> {
    let (width, height) = (expected.width().max(actual.width()), expected.height().max(actual.height()));
    let mut sheet = Bitmap::new(width * 3 + 8, height).ok_or("a sheet")?;
    sheet.fill([255; 4]);
    let at = |column: u32| column * (width + 4);
    sheet.paste_over(expected, 0, 0);
    sheet.paste_over(actual, at(1), 0);
    let row = sheet.width();
    for y in 0..height {
        for x in 0..width {
            if expected.pixel(x, y) != actual.pixel(x, y) {
                let i = y * row + at(2) + x;
                sheet.pixels_mut()[i as usize] = [255, 0, 0, 255];
            }
        }
    }
    Ok(sheet)
}

#[test]
fn every_case_looks_as_it_did() -> TestResult {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut cases: Vec<_> = std::fs::read_dir(root.join("tests/render/cases"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "the cases are missing");
    let bless = std::env::var_os("KARTO_BLESS").is_some();
    let mut failed = Vec::new();
    for case in cases {
        let actual = draw(&case)?;
        let picture = case.with_extension("png");
        if bless {
            std::fs::write(&picture, encode(&actual, ImageEncoding::Png)?)?;
            continue;
        }
        let expected = decode_png(&std::fs::read(&picture)?)?;
        if expected != actual {
            let name = case.file_stem().unwrap_or_default().to_owned();
            let folder = root.join("target/render");
            std::fs::create_dir_all(&folder)?;
            let sheet = encode(&triptych(&expected, &actual)?, ImageEncoding::Png)?;
            std::fs::write(folder.join(&name).with_extension("png"), sheet)?;
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "other pictures than expected, see target/render: {failed:?}");
    Ok(())
}
