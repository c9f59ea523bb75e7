//! Valid configurations and the settings they become.

use std::time::Duration;

use karto::{
    check::{embedded_default, load},
    config::{Environment, LoadOptions},
    diagnostic::Severity,
    settings::{
        LogLevel, MissingTile, PmtilesLocation, PngMode, PostgisRows, SourceKind, StyleLanguage, StyleLocation,
    },
};

use crate::support::{fixtures, good, load_text, messages, options};

const TEGOLA: &str = "sources: {a: {public: true, uri: 'http://t.example.org/{z}/{x}/{y}.pbf'}}\n";

#[test]
fn the_production_sized_configuration_becomes_typed_settings() {
    let loaded = load(&options(fixtures().join("valid/production.yaml")));
    let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
    assert_eq!(loaded.diagnostics.count(Severity::Warning), 0, "{}", loaded.human(false));
    let source = |id: &str| settings.sources.iter().find(|s| &*s.id == id).unwrap();
    assert_eq!(settings.log.level, LogLevel::Info);
    assert_eq!(settings.karto.cache.max_bytes, Some(512 << 20));
    assert_eq!(settings.karto.answers.missing_tile, MissingTile::Empty);
    assert_eq!(settings.handlers.allowed_domains["https"], ["example.org", "example.com"]);
    // The later one of the sources called `spare` is used.
    assert!(
        matches!(&source("spare").kind, SourceKind::Http(h) if h.template.contains("{-y}") && h.timeout == Duration::from_secs(5))
    );
    let SourceKind::Postgis(db) = &source("osm-db").kind else { panic!() };
    let hosts: Vec<_> = db.hosts.iter().map(karto::settings::Secret::reveal).collect();
    assert_eq!(
        hosts,
        [
            "postgres://maps:zebra-97-umbrella@db-1.example.org:5432/gis",
            "postgres://maps:zebra-97-umbrella@db-2.example.org:5433/gis"
        ]
    );
    assert_eq!(db.statement_timeout, Duration::from_secs(10));
    assert_eq!((db.layers[1].min_zoom, db.layers[1].max_zoom), (6, 15));
    assert!(matches!(&db.layers[2].rows, PostgisRows::Table { name, srid: Some(3857) } if name == "public.buildings"));
    assert!(matches!(&db.layers[3].rows, PostgisRows::Function(name) if name == "layer_admin"));
    let intl = source("osm-intl");
    assert_eq!(intl.max_zoom, Some(19), "from a variable");
    assert_eq!(intl.freshness.fresh, Duration::from_hours(1));
    assert_eq!(intl.freshness.by_zoom, [(0, 5, Duration::from_hours(168))]);
    assert_eq!(intl.freshness.negative, Duration::from_mins(1), "from karto.cache");
    let SourceKind::Style(light) = &source("light").kind else { panic!() };
    assert_eq!(
        (light.png, light.vector_tile_size, light.webp_quality),
        (PngMode::Palette { colors: 64, merge: false }, 512, Some(75))
    );
    assert!(source("osm-pbf").override_info.as_ref().unwrap()["description"].is_null(), "null deletes");
    assert_eq!(settings.files.len(), 4);
    assert_eq!(settings.hash.len(), 12);
}

#[test]
fn the_hash_depends_on_the_configuration_but_not_on_secrets() {
    let file = fixtures().join("valid/production.yaml");
    let hash = |options: &LoadOptions| load(options).settings.unwrap().hash;
    let first = hash(&options(&file));
    let mut other: LoadOptions = options(&file);
    other.environment = [("DB_PASSWORD", "x"), ("GEOSHAPES_PASSWORD", "y")].into_iter().collect();
    assert_eq!(hash(&other), first);
    let of = |text: &str| good(text).hash;
    assert_ne!(of(TEGOLA), of(&format!("port: 1234\n{TEGOLA}")));
}

#[test]
fn a_file_with_the_keys_of_conf_at_its_top_is_accepted() {
    let settings = good(&format!("port: 1234\nlogging: {{level: debug}}\n{TEGOLA}"));
    assert_eq!((settings.server.port, settings.log.level), (1234, LogLevel::Debug));
}

#[test]
fn the_tile_service_is_found_among_others() {
    let loaded = load_text(
        "services:\n  - {name: tilerator, conf: {port: 1}}\n  - {name: kartotherian, conf: {port: 2, sources: {a: {public: true, uri: 'http://t/{z}/{x}/{y}'}}}}\n",
    );
    assert_eq!(loaded.settings.as_ref().unwrap().server.port, 2);
    assert_eq!(
        messages(&loaded, Severity::Info),
        ["K0410 the service `tilerator` is not the tile service and is ignored"]
    );
}

#[test]
fn values_come_from_the_environment_with_and_without_defaults() {
    let settings = good(
        "port: { env(PORT) }\ninterface: { env(NOT_SET, 127.0.0.1) }\ncors: { env(NOT_SET, https://a) }\nsources:\n  a: {public: true, uri: {env: TEGOLA_URI}}\n",
    );
    assert_eq!(settings.server.port, 7000);
    assert_eq!(settings.server.interface.to_string(), "127.0.0.1");
    assert_eq!(settings.server.cors.as_deref(), Some("https://a"));
    assert!(
        matches!(&settings.sources[0].kind, SourceKind::Http(h) if h.template.starts_with("http://tegola.example.org/"))
    );
}

#[test]
fn a_password_of_digits_from_the_environment_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.yaml");
    std::fs::write(&file, format!("geoshapes: {{database: gis, user: u, password: {{ env(PW) }}}}\n{TEGOLA}")).unwrap();
    let environment: Environment = [("PW", "12345")].into_iter().collect();
    let loaded = load(&LoadOptions { files: vec![file], environment, ..LoadOptions::default() });
    let settings = loaded.settings.unwrap();
    assert_eq!(settings.handlers.geoshapes.unwrap().database.reveal(), "postgres://u:12345@localhost:5432/gis");
}

#[test]
fn a_source_may_refer_to_one_that_follows() {
    let settings = good(
        "sources:\n  b: {public: true, uri: 'overzoom://', params: {source: {ref: a}}}\n  a: {uri: 'http://t/{z}/{x}/{y}'}\n",
    );
    assert_eq!(settings.sources[0].kind.references(), [settings.sources[1].id.clone()]);
}

#[test]
fn parameters_may_be_in_the_query_of_the_uri() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("my tiles")).unwrap();
    let file = folder.path().join("c.yaml");
    std::fs::write(&file, "sources:\n  a: {public: true, uri: 'file://./my%20tiles?filetype=png'}\n").unwrap();
    let loaded = load(&options(&file));
    let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
    let SourceKind::File(tree) = &settings.sources[0].kind else { panic!() };
    assert_eq!((tree.root.clone(), tree.extension.as_str()), (folder.path().join("my tiles"), "png"));
}

#[test]
fn anchors_and_merge_keys_are_supported() {
    let settings = good(
        "sources:\n  a: &defaults {public: true, maxzoom: 10, uri: 'http://t/{z}/{x}/{y}'}\n  b: {<<: *defaults, maxzoom: 12}\n",
    );
    assert_eq!((settings.sources[1].max_zoom, settings.sources[1].public), (Some(12), true));
}

#[test]
fn archives_are_files_urls_or_embedded() {
    let settings = good(
        "sources:\n  a: {public: true, uri: 'pmtiles://https://tiles.example.org/p.pmtiles?v=2'}\n  b: {uri: 'pmtiles:///embedded/world'}\n",
    );
    let location = |i: usize| match &settings.sources[i].kind {
        SourceKind::Pmtiles(p) => p.location.clone(),
        other => panic!("{other:?}"),
    };
    assert!(
        matches!(location(0), PmtilesLocation::Http(url) if url.as_str() == "https://tiles.example.org/p.pmtiles?v=2")
    );
    assert!(matches!(location(1), PmtilesLocation::Embedded("world")));
}

#[test]
fn later_files_override_earlier_ones() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    let base = write(
        "base.yaml",
        "services: [{name: karto, conf: {port: 1, cors: \"*\", sources: {a: {public: true, uri: 'http://t/{z}/{x}/{y}'}}}}]\n",
    );
    let over = write("over.yaml", "services: [{conf: {port: 2, sources: {a: {maxzoom: 3}}}}]\n");
    let loaded = load(&LoadOptions { files: vec![base, over], ..LoadOptions::default() });
    let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
    assert_eq!((settings.server.port, settings.server.cors.as_deref()), (2, Some("*")));
    assert_eq!((settings.sources[0].max_zoom, settings.sources[0].public), (Some(3), true));
}

#[test]
fn the_metadata_of_an_installed_project_is_in_info_json() {
    let folder = tempfile::tempdir().unwrap();
    let package = folder.path().join("node_modules/@kartotherian/osm-bright-style");
    std::fs::create_dir_all(&package).unwrap();
    let project = package.join("project.yml");
    std::fs::write(
        &project,
        "attribution: 'who'\ncenter: [1, 2, 3]\nmaxzoom: 18\ndescription: ''\nlayers: [water]\nstyles: [style.mss]\n",
    )
    .unwrap();
    std::fs::write(package.join("style.mss"), "#water { polygon-fill: #9cf; }\n").unwrap();
    let below = folder.path().join("etc");
    std::fs::create_dir(&below).unwrap();
    let file = below.join("c.yaml");
    std::fs::write(&file, "sources:\n  v: {uri: 'http://t/{z}/{x}/{y}'}\n  m: {public: true, uri: 'tmstyle://', yaml: {npm: ['@kartotherian/osm-bright-style', project.yml]}, yamlSetParams: {source: {ref: v}}}\n").unwrap();
    let loaded = load(&options(&file));
    assert!(loaded.diagnostics.is_empty(), "{}", loaded.human(false));
    let settings = loaded.settings.unwrap();
    let SourceKind::Style(style) = &settings.sources[1].kind else { panic!() };
    assert!(matches!(&style.path, StyleLocation::File(file) if *file == project), "{:?}", style.path);
    assert_eq!(style.language, StyleLanguage::Carto);
    let info = serde_json::to_string(&style.info).unwrap();
    assert_eq!(
        info,
        r#"{"attribution":"who","center":[1,2,3],"maxzoom":18,"scale":"1","source":"sourceref:///?ref=v"}"#
    );
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark_are_accepted() {
    let settings = good(&format!("\u{feff}port: 1234\r\n{}", TEGOLA.replace('\n', "\r\n")));
    assert_eq!(settings.server.port, 1234);
}

#[test]
fn the_embedded_configuration_has_no_diagnostics() {
    let loaded = embedded_default(&LoadOptions { port: Some(0), ..LoadOptions::default() });
    assert!(loaded.diagnostics.is_empty(), "{}", loaded.human(false));
    let settings = loaded.settings.unwrap();
    assert_eq!(settings.server.port, 0);
    assert!(settings.sources.iter().any(|s| s.public && s.kind.is_style()));
}

#[test]
fn fonts_of_the_command_line_are_used_as_if_they_were_configured() {
    let fonts = |options: &[&str]| {
        let options = LoadOptions { fonts: options.iter().map(Into::into).collect(), ..LoadOptions::default() };
        embedded_default(&options).settings.unwrap().karto.fonts
    };
    assert!(fonts(&[]).is_empty());
    assert_eq!(fonts(&["/usr/share/fonts"]), [std::path::Path::new("/usr/share/fonts")]);
}

#[test]
fn empty_credentials_are_allowed_only_if_both_are_empty() {
    let loaded = load_text(&format!("geoshapes: {{database: gis, user: '', password: ''}}\n{TEGOLA}"));
    assert_eq!(
        messages(&loaded, Severity::Warning),
        ["K0801 `user` and `password` are empty: karto connects to the database without them"]
    );
    assert!(loaded.settings.is_some());
    let loaded = load_text(&format!("geoshapes: {{database: gis, user: '', password: x}}\n{TEGOLA}"));
    assert_eq!(messages(&loaded, Severity::Error), ["K0801 `user` is empty"]);
}
