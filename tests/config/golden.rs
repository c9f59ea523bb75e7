//! Kartotherian's own configurations load unmodified, if they are available. Their style package need not be installed: a
//! small one of the same name and layers is in `tests/fixtures/packages`.

use std::path::PathBuf;

use karto::{
    check::load,
    config::{Environment, LoadOptions},
    diagnostic::Severity,
    settings::{MetricsSink, SourceKind, StyleLanguage, StyleLocation},
    tile::Format,
};

fn golden(name: &str) -> Option<LoadOptions> {
    let file = crate::data::shared(&format!("golden/{name}"))?;
    let environment: Environment = [
        ("KARTOTHERIAN_POSTGRES_GEOSHAPES_PASSWORD", "one"),
        ("KARTOTHERIAN_POSTGRES_OSMDB_PASSWORD", "two"),
        ("NODE_PATH", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/packages")),
    ]
    .into_iter()
    .collect();
    Some(LoadOptions { files: vec![file], environment, ..LoadOptions::default() })
}

#[test]
fn the_test_configuration_loads_unmodified() {
    let Some(options) = golden("config.test.yaml") else { return };
    let loaded = load(&options);
    assert_eq!(loaded.diagnostics.count(Severity::Error), 0, "{}", loaded.human(false));
    let settings = loaded.settings.unwrap();
    assert_eq!(settings.server.port, 6533);
    assert_eq!(settings.sources.len(), 8);
    let intl = settings.sources.iter().find(|s| &*s.id == "osm-intl").unwrap();
    assert_eq!(intl.max_zoom, None);
    assert_eq!(intl.formats, [Format::Png, Format::Json, Format::Headers, Format::Svg, Format::Jpeg]);
    assert!(intl.public && intl.static_images == Some(true) && intl.scales.len() == 5);
    let private = settings.sources.iter().find(|s| &*s.id == "private-info").unwrap();
    assert!(private.public && !private.public_info);
    assert!(
        matches!(&settings.sources[0].kind, SourceKind::File(tree) if tree.extension == "pbf" && tree.root.ends_with("tiles/test"))
    );
}

#[test]
fn the_production_configuration_loads_unmodified() {
    let Some(options) = golden("config.production.yaml") else { return };
    let loaded = load(&options);
    assert_eq!(loaded.diagnostics.count(Severity::Error), 0, "{}", loaded.human(false));
    let settings = loaded.settings.unwrap();
    assert_eq!(settings.sources.len(), 20);
    let statsd = MetricsSink::Statsd { host: "127.0.0.1".into(), port: 9125, prefix: "kartotherian".into() };
    assert_eq!(settings.metrics, [statsd, MetricsSink::Prometheus { port: 9102 }]);
    let geoshapes = settings.handlers.geoshapes.unwrap();
    assert_eq!(geoshapes.database.reveal(), "postgres://kartotherian:one@127.0.0.1:5498/gis");
    let tegola = settings.sources.iter().find(|s| &*s.id == "http-tegola-m11").unwrap();
    assert!(matches!(&tegola.kind, SourceKind::Http(http) if http.max_zoom == Some(11)));
    let osm = settings.sources.iter().find(|s| &*s.id == "osm").unwrap();
    let SourceKind::Style(style) = &osm.kind else { panic!("{osm:?}") };
    assert_eq!(style.except_layers, ["country_label", "place_label", "poi_label"]);
    assert_eq!(style.language, StyleLanguage::Carto);
    assert!(matches!(&style.path, StyleLocation::File(file) if file.ends_with("osm-bright-style/project.yml")));
    assert_eq!(osm.default_headers["cache-control"], "public, max-age=900, s-maxage=86400");
}

#[test]
fn a_substitute_from_the_command_line_is_drawn_for_all_sources_of_the_package() {
    let Some(mut options) = golden("config.test.yaml") else { return };
    let style: PathBuf = crate::support::fixtures().join("valid/style.json");
    options.substitutes = vec![("@kartotherian/osm-bright-style".into(), style.clone())];
    let settings = load(&options).settings.unwrap();
    let drawn = settings.sources.iter().filter_map(|s| match &s.kind {
        SourceKind::Style(style) => Some(style.path.clone()),
        _ => None,
    });
    let drawn: Vec<_> = drawn.collect();
    assert_eq!(drawn.len(), 3);
    assert!(drawn.iter().all(|path| matches!(path, StyleLocation::File(file) if *file == style)), "{drawn:?}");
}
