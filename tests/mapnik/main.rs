//! karto draws as Mapnik does: each folder of `cases` is a project with the picture that the real Mapnik made of it
//! (`expect.mjs`). Both pictures must agree, apart from the differences that `known` lists with their reasons. For a
//! failing case, `target/mapnik/NAME.png` shows Mapnik's picture, karto's, and where they differ.
//!
//! `KARTO_CASES=text-,shield-` draws only the cases whose names begin so.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod case;
mod known;
mod measure;

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use case::Case;
use karto::{
    image::{ImageEncoding, decode_png, encode},
    service::Fonts,
};
use known::KNOWN;

/// The result of a test.
type TestResult<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Percent of the pixels that have to agree.
const LEAST: f64 = 97.0;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mapnik")
}

/// The cases that have a picture of Mapnik.
fn cases() -> Vec<Case> {
    let only = std::env::var("KARTO_CASES").unwrap_or_default();
    let chosen = |name: &str| only.is_empty() || only.split(',').any(|prefix| name.starts_with(prefix));
    let entries = std::fs::read_dir(folder().join("cases")).unwrap();
    let mut cases: Vec<_> = entries
        .map(|entry| Case::new(entry.unwrap().path()))
        .filter(|case| case.folder.join("mapnik.png").exists() && chosen(&case.name))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() >= 500 || !only.is_empty(), "the cases are missing");
    cases
}

/// What is wrong with `case`, if anything.
fn fault(case: &Case, tile: &[u8], fonts: &Fonts) -> TestResult<Option<String>> {
    let actual = case.draw(tile, fonts)?;
    let expected = decode_png(&std::fs::read(case.folder.join("mapnik.png"))?)?;
    let agreement = measure::agreement(&expected, &actual).ok_or("the sizes of the pictures differ")?;
    let known = KNOWN.iter().find(|known| known.case == case.name);
    let least = known.map_or(LEAST, |known| known.least);
    if agreement >= least {
        if known.is_some() && agreement >= LEAST {
            println!("{}: {agreement:.2} % agree; it is no longer a known difference", case.name);
        }
        return Ok(None);
    }
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/mapnik");
    let sheet = measure::sheet(&expected, &actual).ok_or("no sheet")?;
    std::fs::create_dir_all(&out)?;
    std::fs::write(out.join(format!("{}.png", case.name)), encode(&sheet, ImageEncoding::Png)?)?;
    let reason = known.map_or(String::new(), |known| format!(" (known: {})", known.reason));
    Ok(Some(format!("{agreement:.2} % agree, {least} % are required{reason}")))
}

#[test]
fn karto_draws_as_mapnik_does() -> TestResult {
    let (cases, fonts) = (cases(), Fonts::load(&[]));
    let tile = std::fs::read(folder().join("tile.pbf"))?;
    let (next, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let fault = fault(case, &tile, &fonts).unwrap_or_else(|error| Some(error.to_string()));
                    if let Some(fault) = fault {
                        faults.lock().unwrap().push(format!("{}: {fault}", case.name));
                    }
                }
            });
        }
    });
    let mut faults = faults.into_inner()?;
    faults.sort();
    let known = cases.iter().filter(|case| KNOWN.iter().any(|known| known.case == case.name)).count();
    println!(
        "{} of {} cases are as Mapnik draws them, {known} of them with a known difference",
        cases.len() - faults.len(),
        cases.len()
    );
    assert!(faults.is_empty(), "{} pictures differ, see target/mapnik:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

#[test]
fn known_differences_are_of_cases_that_exist_and_say_why() {
    for known in KNOWN {
        assert!(folder().join("cases").join(known.case).is_dir(), "{}: there is no such case", known.case);
        assert!(known.least < LEAST && known.reason.len() > 20, "{}", known.case);
    }
    assert!(KNOWN.is_sorted_by(|a, b| a.case < b.case), "the table is not sorted");
}
