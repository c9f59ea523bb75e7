//! Shared code for tests of configurations.

use std::path::{Path, PathBuf};

use karto::{
    check::load,
    config::{Environment, LoadOptions, LoadedConfig},
    diagnostic::Severity,
};

/// The folder of the fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config")
}

/// The environment of all fixtures, independent of that of the tests.
pub(crate) fn environment() -> Environment {
    [
        ("DB_PASSWORD", "zebra-97-umbrella"),
        ("KARTO_DATABASE_URL", "postgres://maps:zebra-97-umbrella@db.example.org:5432/gis"),
        ("TEGOLA_URI", "http://tegola.example.org/maps/osm/{z}/{x}/{y}.pbf"),
        ("GEOSHAPES_PASSWORD", "zebra-98-umbrella"),
        ("LEFTOVER", "{{ .Values.zebra-99-umbrella }}"),
        ("EMPTY", ""),
        ("PORT", "7000"),
    ]
    .into_iter()
    .collect()
}

/// The values of [`environment`] that no report may show.
pub(crate) const SECRETS: &[&str] = &["zebra", "umbrella", "hunter2", "correct horse", "battery staple", "s3cret"];

/// Options to load `file`.
pub(crate) fn options(file: impl Into<PathBuf>) -> LoadOptions {
    LoadOptions { files: vec![file.into()], environment: environment(), ..LoadOptions::default() }
}

/// Loads a configuration from a string.
pub(crate) fn load_text(text: &str) -> LoadedConfig {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.yaml");
    std::fs::write(&file, text).unwrap();
    load(&options(file))
}

/// The messages of all diagnostics of `severity`.
pub(crate) fn messages(loaded: &LoadedConfig, severity: Severity) -> Vec<String> {
    loaded
        .diagnostics
        .iter()
        .filter(|f| f.severity == severity)
        .map(|f| format!("{} {}", f.code.id(), f.message))
        .collect()
}

/// Loads a configuration that must be without errors.
pub(crate) fn good(text: &str) -> karto::settings::Settings {
    let loaded = load_text(text);
    match loaded.settings.clone() {
        Some(settings) => settings,
        None => panic!("{}", loaded.human(false)),
    }
}
