//! Broken configurations, one fault each, with the report that people will read beside them.
//!
//! `KARTO_BLESS=1 cargo test --test config broken` writes the reports anew; read what changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use karto::{check::load, diagnostic::Severity};

use crate::support::{SECRETS, fixtures, options};

/// Name and main file of every case: `broken/NAME.yaml` or `broken/NAME/config.yaml`.
fn cases() -> Vec<(String, PathBuf)> {
    let mut cases: Vec<_> = fs::read_dir(fixtures().join("broken"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let file = if path.is_dir() { path.join("config.yaml") } else { path };
            (file.extension()? == "yaml").then_some((name, file))
        })
        .collect();
    cases.sort();
    cases
}

/// The report of a case, with paths relative to the folder of all cases.
fn report(file: &Path) -> String {
    let here = format!("{}/", fixtures().join("broken").display());
    load(&options(file)).human(false).replace(&here, "")
}

#[test]
fn every_broken_configuration_has_the_expected_report() {
    let bless = std::env::var_os("KARTO_BLESS").is_some();
    let mut different = Vec::new();
    for (name, file) in cases() {
        let expected = fixtures().join(format!("broken/{name}.txt"));
        let report = report(&file);
        if bless {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&report) {
            different.push(format!("{name}:\n{report}"));
        }
    }
    assert!(
        different.is_empty(),
        "{} reports differ (KARTO_BLESS=1 writes them):\n{}",
        different.len(),
        different.join("\n")
    );
}

#[test]
fn the_corpus_is_large_and_every_case_has_an_error_or_a_warning() {
    let cases = cases();
    assert!(cases.len() >= 120, "{} cases", cases.len());
    // Cases that work, but probably not as intended: warnings, or in one case a remark.
    let accepted = [
        "geoshapes-without-block",
        "key-unknown-in-conf",
        "nothing-public",
        "postgis-sql-without-bbox",
        "geoshapes-password-in-the-file",
        "style-property-unknown",
        "style-property-not-drawn",
        "style-value-out-of-range-at-a-zoom",
        "style-layer-type-not-drawn",
        "style-source-on-a-server",
        "style-projection",
        "style-font-of-another-weight",
        "carto-face-missing-of-a-set",
        "mapnik-attribute-misspelt",
    ];
    for (name, file) in cases {
        let loaded = load(&options(&file));
        let errors = loaded.diagnostics.count(Severity::Error);
        assert_eq!(loaded.settings.is_some(), errors == 0, "{name}");
        assert_eq!(errors == 0, accepted.contains(&name.as_str()), "{name}");
        assert!(!loaded.diagnostics.is_empty(), "{name}");
    }
}

#[test]
fn one_mistake_is_one_error() {
    let several = ["many-at-once", "secrets-stay-secret", "sources-file-broken", "jinja-block-around-a-source"];
    for (name, file) in cases() {
        let loaded = load(&options(&file));
        let errors = loaded.diagnostics.count(Severity::Error);
        assert!(errors <= 1 || several.contains(&name.as_str()), "{name}: {errors} errors\n{}", loaded.human(false));
    }
}

#[test]
fn every_diagnostic_has_a_place_and_advice() {
    for (name, file) in cases() {
        for finding in load(&options(&file)).diagnostics.iter().filter(|f| f.severity != Severity::Info) {
            assert!(finding.span.is_some(), "{name}: {}", finding.message);
            let hint = finding.help.is_some() || finding.suggestion.is_some() || finding.message.contains("must be");
            assert!(hint, "{name}: {}", finding.message);
            assert!(finding.code.id().starts_with('K'), "{name}");
        }
    }
}

#[test]
fn no_report_in_any_format_shows_a_secret() {
    for (name, file) in cases() {
        let loaded = load(&options(&file));
        for report in
            [loaded.human(false), loaded.human(true), loaded.json(), loaded.github(), format!("{:?}", loaded.settings)]
        {
            for secret in SECRETS {
                assert!(!report.contains(secret), "{name} shows {secret}:\n{report}");
            }
        }
    }
}
