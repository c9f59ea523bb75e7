//! `postgis://` against a real PostgreSQL with PostGIS.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "support/postgres.rs"]
mod postgres;

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    sync::Arc,
    time::{Duration, Instant},
};

use karto::{
    check::load_embedded,
    config::LoadOptions,
    mvt::{Command, Tile, Value},
    settings::{Place, PostgisLayer, PostgisRows, PostgisSettings, Secret},
    source::{self, SharedSource, SourceError, TileQuery, postgis},
    tile::TileId,
    work::{PoolSize, Runner},
};
use postgres::{PASSWORD, Postgres, USER};

/// Half the width of the Mercator world in meters. Tile 1/1/0 extends from 0,0 to here, with 4096 units.
const E: f64 = 20_037_508.342_789_244;

// --- telling the tests' story -----------------------------------------------------------------------

fn layer(id: &str, rows: PostgisRows) -> PostgisLayer {
    PostgisLayer {
        id: id.to_owned(),
        place: Place { file: "test.yaml".into(), line: 1, column: 1 },
        min_zoom: 0,
        max_zoom: 15,
        extent: 4096,
        buffer: 64,
        geometry: "geom".to_owned(),
        id_field: None,
        fields: BTreeMap::new(),
        rows,
    }
}

fn sql(id: &str, text: &str) -> PostgisLayer {
    layer(id, PostgisRows::Sql(text.to_owned()))
}

fn table(id: &str, name: &str) -> PostgisLayer {
    layer(id, PostgisRows::Table { name: name.to_owned(), srid: None })
}

fn settings(urls: &[String], layers: Vec<PostgisLayer>) -> PostgisSettings {
    PostgisSettings {
        hosts: urls.iter().map(Secret::new).collect(),
        pool_size: 4,
        pool_timeout: Duration::from_secs(10),
        statement_timeout: Duration::from_secs(10),
        plan_cache_mode: None,
        min_zoom: 0,
        max_zoom: 15,
        bounds: None,
        layers,
    }
}

async fn open(settings: &PostgisSettings) -> SharedSource {
    postgis::open(&"db".into(), settings).await.expect("settings without fault")
}

fn query(z: u32, x: u64, y: u64) -> TileQuery {
    TileQuery { tile: TileId::new(z, x, y).unwrap(), lang: None, deadline: Instant::now() + Duration::from_secs(20) }
}

async fn ask(source: &SharedSource, z: u32, x: u64, y: u64) -> Result<Vec<u8>, SourceError> {
    source.tile(&query(z, x, y)).await.map(|tile| tile.bytes.to_vec())
}

/// A feature: id, tags, vertices.
#[derive(Debug, PartialEq)]
struct Seen {
    id: Option<u64>,
    tags: BTreeMap<String, String>,
    vertices: Vec<(i32, i32)>,
}

fn features(bytes: &[u8], layer: &str) -> Vec<Seen> {
    let tile = Tile::decode(bytes).expect("a valid tile");
    tile.check_geometries().expect("valid geometry");
    let Some(layer) = tile.layer(layer) else { return Vec::new() };
    let seen = layer.features.iter().map(|feature| {
        let steps = feature.geometry().map(|step| step.expect("valid"));
        let vertices = steps.filter_map(|step| match step {
            Command::MoveTo(x, y) | Command::LineTo(x, y) => Some((x, y)),
            Command::ClosePath => None,
        });
        let told = |value: Value<'_>| match value {
            Value::String(text) => format!("{text:?}"),
            Value::Bool(value) => value.to_string(),
            number => number.as_f64().unwrap().to_string(),
        };
        let tags = layer.tags(feature).map(|(key, value)| (key.to_owned(), told(value)));
        Seen { id: feature.id, tags: tags.collect(), vertices: vertices.collect() }
    });
    seen.collect()
}

fn tags(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn detail(error: &SourceError) -> String {
    error.to_string()
}

async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(started.elapsed() < Duration::from_secs(20), "not within 20 s: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

// --- tiles -------------------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_geometry_has_correct_coordinates() {
    let database = Postgres::shared().database(&format!(
        "CREATE TABLE shapes (osm_id bigint, class text, height real, open boolean, geom geometry(Geometry, 3857));
         INSERT INTO shapes VALUES
           (7, 'dot', 1.5, true, ST_SetSRID(ST_MakePoint({E} * 0.25, {E} * 0.5), 3857)),
           (8, 'way', NULL, false, ST_SetSRID(ST_MakeLine(ST_MakePoint(0, {E}), ST_MakePoint({E}, {E} * 0.75)), 3857)),
           (-9, 'field', 3, NULL, ST_MakeEnvelope({E} * 0.5, {E} * 0.25, {E} * 0.75, {E} * 0.5, 3857)),
           (10, 'void', 4, NULL, NULL)"
    ));
    let mut shapes = sql(
        "shapes",
        "SELECT osm_id, class, height, open, ST_AsMVTGeom(geom, !BBOX!) AS geom FROM shapes \
         WHERE geom && !BBOX! OR geom IS NULL ORDER BY class",
    );
    shapes.id_field = Some("osm_id".to_owned());
    let source = open(&settings(&[database.url()], vec![shapes])).await;

    let bytes = ask(&source, 1, 1, 0).await.unwrap();
    let seen = features(&bytes, "shapes");
    // 4096 units are E meters, y grows down from E
    assert_eq!(
        seen,
        [
            Seen {
                id: Some(7),
                tags: tags(&[("class", "\"dot\""), ("height", "1.5"), ("open", "true")]),
                vertices: vec![(1024, 2048)]
            },
            Seen {
                id: None,
                tags: tags(&[("class", "\"field\""), ("height", "3")]),
                vertices: vec![(3072, 2048), (3072, 3072), (2048, 3072), (2048, 2048)]
            },
            Seen {
                id: Some(8),
                tags: tags(&[("class", "\"way\""), ("open", "false")]),
                vertices: vec![(0, 0), (4096, 1024)]
            },
        ],
        "{seen:?}"
    );
    assert_eq!(Tile::decode(&bytes).unwrap().layer("shapes").unwrap().extent, 4096);
    assert_eq!(ask(&source, 1, 0, 1).await.unwrap(), b"", "a tile without features is empty");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_of_tegola_has_correct_coordinates_and_the_configured_buffer() {
    // in units of tile 1/1/0: inside; 32 beyond its west edge; 96 beyond
    let database = Postgres::shared().database(&format!(
        "CREATE TABLE pond (osm_id bigint, geometry geometry(Point, 3857));
         INSERT INTO pond SELECT x, ST_SetSRID(ST_MakePoint(x * {E} / 4096, {E} / 2), 3857)
           FROM unnest(ARRAY[1000, -32, -96]) AS x;
         UPDATE pond SET osm_id = osm_id + 1000;
         CREATE FUNCTION layer_water(bbox geometry, zoom int) RETURNS TABLE (osm_id bigint, geometry geometry)
           LANGUAGE sql STABLE AS 'SELECT osm_id, geometry FROM pond WHERE geometry && bbox AND zoom >= 1 ORDER BY 1'"
    ));
    let text = "SELECT osm_id, ST_AsMVTGeom(geometry, !BBOX!) AS geom FROM layer_water(!BBOX!, !ZOOM!)";
    let mut water = sql("water", text);
    water.id_field = Some("osm_id".to_owned());
    let mut wide = PostgisLayer { buffer: 128, ..water.clone() };
    wide.id = "wide".to_owned();
    let mut coarse = PostgisLayer { extent: 512, buffer: 8, ..water.clone() };
    coarse.id = "coarse".to_owned();
    let source = open(&settings(&[database.url()], vec![water, wide, coarse])).await;

    let bytes = ask(&source, 1, 1, 0).await.unwrap();
    let positions =
        |layer| features(&bytes, layer).into_iter().map(|f| (f.id.unwrap(), f.vertices[0])).collect::<Vec<_>>();
    assert_eq!(positions("water"), [(968, (-32, 2048)), (2000, (1000, 2048))]);
    assert_eq!(positions("wide"), [(904, (-96, 2048)), (968, (-32, 2048)), (2000, (1000, 2048))]);
    assert_eq!(positions("coarse"), [(968, (-4, 256)), (2000, (125, 256))]);
    assert_eq!(ask(&source, 0, 0, 0).await.unwrap(), b"", "the zoom reaches the function");
}

#[tokio::test(flavor = "multi_thread")]
async fn neighboring_tiles_overlap_by_their_buffers_and_agree_on_a_line() {
    let database = Postgres::shared().database(&format!(
        "CREATE TABLE way (geom geometry(LineString, 3857));
         INSERT INTO way SELECT ST_SetSRID(ST_MakeLine(ST_MakePoint(-{E} / 2, {E} / 2), ST_MakePoint({E} / 2, {E} / 2)), 3857)"
    ));
    let source = open(&settings(&[database.url()], vec![table("way", "way")])).await;
    let west = features(&ask(&source, 1, 0, 0).await.unwrap(), "way");
    let east = features(&ask(&source, 1, 1, 0).await.unwrap(), "way");
    assert_eq!(west[0].vertices, [(2048, 2048), (4096 + 64, 2048)]);
    assert_eq!(east[0].vertices, [(-64, 2048), (2048, 2048)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_replaced_by_numbers_of_the_tile() {
    let database = Postgres::shared().database("");
    let text = "SELECT !ZOOM! AS zoom, !z! AS z, !X! AS x, !Y! AS y, !EXTENT! AS extent, !BUFFER! AS buffer, \
                (!PIXEL_WIDTH!)::float8 AS width, (!PIXEL_HEIGHT!)::float8 AS height, \
                (!SCALE_DENOMINATOR!)::float8 AS scale, ST_XMax(!BBOX!) AS east, '!BBOX! ' || $$!X!$$ AS text, \
                ST_AsMVTGeom(ST_Centroid(!BUFFER_BBOX!), !BBOX!, 4096, 0) AS !GEOM_FIELD!;";
    let source = open(&settings(&[database.url()], vec![sql("t", text)])).await;
    let seen = features(&ask(&source, 3, 5, 2).await.unwrap(), "t");
    let number = |key: &str| seen[0].tags[key].parse::<f64>().unwrap();
    let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-12;
    assert_eq!(["zoom", "z", "x", "y", "extent", "buffer"].map(number), [3.0, 3.0, 5.0, 2.0, 4096.0, 64.0]);
    assert!(close(number("width"), 156_543.033_928_040_97 / 8.0) && number("width") == number("height"));
    assert!(close(number("scale"), 156_543.033_928_040_97 / 8.0 / 0.000_28));
    // outside of the bounds of ST_AsMVTGeom it is the expanded square: column 5 ends at E/2, the buffer is 1/64 tile
    assert!(close(number("east"), E / 2.0 + E / 4.0 / 64.0), "{}", number("east"));
    assert_eq!(seen[0].tags["text"], "\"!BBOX! !X!\"");
    assert_eq!(seen[0].vertices, [(2048, 2048)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_in_degrees_is_transformed_and_its_columns_become_fields() {
    let database = Postgres::shared().database(
        r#"CREATE SCHEMA "My Schema";
           CREATE TABLE "My Schema"."Places" (gid int, "is" text, population bigint, share numeric, capital boolean,
               extra jsonb, blob bytea, seen date, outline geometry, geom geometry(Point, 4326));
           CREATE INDEX ON "My Schema"."Places" USING gist (geom);
           INSERT INTO "My Schema"."Places" VALUES
             (1, 'east', 5, 0.5, true, '{"a": 1}', 'x', '2026-01-02', NULL, ST_SetSRID(ST_MakePoint(179.9, 0), 4326)),
             (2, 'west', 6, NULL, false, NULL, NULL, NULL, NULL, ST_SetSRID(ST_MakePoint(-179.9, 0), 4326)),
             (3, 'north', 7, NULL, NULL, NULL, NULL, NULL, NULL, ST_SetSRID(ST_MakePoint(90, 66.51326044311186), 4326));
           GRANT USAGE ON SCHEMA "My Schema" TO PUBLIC;
           GRANT SELECT ON "My Schema"."Places" TO PUBLIC;"#,
    );
    let mut places = table("places", "\"My Schema\".Places");
    places.id_field = Some("gid".to_owned());
    let source = open(&settings(&[database.url()], vec![places])).await;

    let mut seen = features(&ask(&source, 0, 0, 0).await.unwrap(), "places");
    seen.sort_by_key(|feature| feature.id);
    // 0.1 degree is 1.14 units; latitude 66.513… is a quarter down the square
    assert_eq!(seen[0].vertices, [(4095, 2048)]);
    assert_eq!(seen[1].vertices, [(1, 2048)]);
    assert_eq!((seen[2].id, &seen[2].vertices[..]), (Some(3), &[(3072, 1024)][..]));
    assert_eq!(seen[1].tags, tags(&[("capital", "false"), ("is", "\"west\""), ("population", "6")]));
    assert_eq!((seen[0].tags["a"].as_str(), seen[0].tags["share"].as_str()), ("1", "0.5"));

    let described = &source.info().vector_layers[0];
    let fields: Vec<_> = described.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        fields,
        [("capital", "Boolean"), ("is", "String"), ("population", "Number"), ("seen", "String"), ("share", "Number")]
    );
    assert_eq!((described.min_zoom, described.max_zoom), (Some(0), Some(15)));
    assert_eq!(source.probe().await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_in_a_national_grid_is_found_beyond_the_corners_of_the_tile() {
    let database = Postgres::shared().database(
        "CREATE TABLE hut (name text, secret text, geom geometry);
         INSERT INTO hut VALUES ('Alphütte', 'x', ST_Transform(ST_SetSRID(ST_MakePoint(9.52, 47.14), 4326), 2056))",
    );
    let mut hut = table("hut", "hut");
    hut.fields = BTreeMap::from([("name".to_owned(), "String".to_owned())]);
    let source = open(&settings(&[database.url()], vec![hut])).await;
    // computed with the formulas of the Mercator projection: it is in 14/8625/5753
    let tile = TileId::new(14, 8625, 5753).unwrap().bounds();
    let x = (9.52f64.to_radians() * 6_378_137.0 - tile.min_x) / tile.width() * 4096.0;
    let y = (tile.max_y - 47.14f64.to_radians().tan().asinh() * 6_378_137.0) / tile.width() * 4096.0;
    let seen = features(&ask(&source, 14, 8625, 5753).await.unwrap(), "hut");
    let [(seen_x, seen_y)] = seen[0].vertices[..] else { panic!("{seen:?}") };
    assert!((f64::from(seen_x) - x).abs() < 2.0 && (f64::from(seen_y) - y).abs() < 2.0, "{seen:?}, {x} {y}");
    assert_eq!(seen[0].tags, tags(&[("name", "\"Alphütte\"")]), "only the configured fields");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_is_called_with_the_buffered_box_and_the_zoom() {
    let database = Postgres::shared().database(
        "CREATE FUNCTION boxes(bbox geometry, zoom int) RETURNS TABLE (z int, width float8, geometry geometry)
           LANGUAGE sql STABLE AS 'SELECT zoom, ST_XMax(bbox) - ST_XMin(bbox), ST_Centroid(bbox)'",
    );
    let mut boxes = layer("boxes", PostgisRows::Function("public.boxes".to_owned()));
    boxes.geometry = "geometry".to_owned();
    let source = open(&settings(&[database.url()], vec![boxes])).await;
    let seen = features(&ask(&source, 2, 1, 1).await.unwrap(), "boxes");
    assert_eq!((seen[0].tags["z"].as_str(), &seen[0].vertices[..]), ("2", &[(2048, 2048)][..]));
    let width: f64 = seen[0].tags["width"].parse().unwrap();
    assert!((width / (E / 2.0 * (1.0 + 128.0 / 4096.0)) - 1.0).abs() < 1e-12);
    let fields = &source.info().vector_layers[0].fields;
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["width", "z"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn layers_exist_at_their_zooms_only_and_the_source_at_its_own() {
    let database = Postgres::shared().database("");
    let text = "SELECT 1 AS a, ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom";
    let at = |id: &str, min_zoom, max_zoom| PostgisLayer { min_zoom, max_zoom, ..sql(id, text) };
    let layers = vec![at("low", 2, 3), at("high", 3, 4), at("split", 2, 2), at("split", 4, 4), at("it's \"\\ü", 4, 4)];
    let source = open(&PostgisSettings { min_zoom: 1, max_zoom: 5, ..settings(&[database.url()], layers) }).await;
    let mut names = Vec::new();
    for z in 1..=5 {
        let bytes = ask(&source, z, 0, 0).await.unwrap();
        names.push(Tile::decode(&bytes).unwrap().layers.iter().map(|l| l.name.to_owned()).collect::<Vec<_>>());
    }
    let expected: [&[&str]; 5] = [&[], &["low", "split"], &["low", "high"], &["high", "split", "it's \"\\ü"], &[]];
    assert_eq!(names, expected);
    assert!(matches!(ask(&source, 0, 0, 0).await, Err(SourceError::NotFound)));
    assert!(matches!(ask(&source, 6, 0, 0).await, Err(SourceError::NotFound)));
    let info = source.info();
    assert_eq!((info.min_zoom, info.max_zoom), (Some(1), Some(5)));
    let split = info.vector_layers.iter().find(|l| l.id == "split").unwrap();
    assert_eq!((split.min_zoom, split.max_zoom), (Some(2), Some(4)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tile_is_one_round_trip() {
    let postgres = Postgres::start_with("log_line_prefix = '%d|%a|'\nlog_min_duration_statement = 0");
    let database = postgres.database("");
    let text = "SELECT 1 AS a, ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom";
    let layers = (0..5).map(|n| sql(&format!("layer{n}"), text)).collect();
    let source = open(&PostgisSettings { pool_size: 1, ..settings(&[database.url()], layers) }).await;
    ask(&source, 9, 0, 0).await.unwrap();

    let log = || std::fs::read_to_string(postgres.folder().join("log")).unwrap();
    let before = log().len();
    for x in 1..=20 {
        ask(&source, 9, x, 0).await.unwrap();
    }
    let mine = format!("{}|karto|", database.name());
    let now = log();
    let statements: Vec<&str> = now[before..].lines().filter(|line| line.starts_with(&mine)).collect();
    let executed = statements.iter().filter(|line| line.contains("execute s")).count();
    let parsed = statements.iter().filter(|line| line.contains(" parse ") || line.contains("statement:")).count();
    assert_eq!((executed, parsed), (20, 0), "{statements:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generic_plan_gives_the_same_tiles() {
    let database = Postgres::shared().database(&format!(
        "CREATE TABLE dots (id int, geom geometry(Point, 3857));
         INSERT INTO dots SELECT n, ST_SetSRID(ST_MakePoint({E} * (n % 100) / 100, {E} * n / 10000), 3857)
           FROM generate_series(0, 9999) n;
         CREATE INDEX ON dots USING gist (geom); ANALYZE dots"
    ));
    let with = |mode: &str| PostgisSettings {
        plan_cache_mode: Some(mode.to_owned()),
        ..settings(&[database.url()], vec![table("dots", "public.dots")])
    };
    let generic = open(&with("force_generic_plan")).await;
    let custom = open(&with("force_custom_plan")).await;
    for (x, y) in [(8, 0), (9, 5), (12, 7), (15, 0)] {
        let a = ask(&generic, 4, x, y).await.unwrap();
        assert!(features(&a, "dots").len() > 100);
        let ids = |bytes: &[u8]| {
            let of = |f: &Seen| (f.tags["id"].clone(), f.vertices.clone());
            features(bytes, "dots").iter().map(of).collect::<BTreeSet<_>>()
        };
        assert_eq!(ids(&a), ids(&ask(&custom, 4, x, y).await.unwrap()));
    }
    let refused = postgis::open(&"db".into(), &with("on; DROP TABLE dots")).await.unwrap_err();
    assert!(detail(&refused).contains("force_generic_plan"), "{refused}");
}

// --- faults ------------------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_names_every_faulty_layer_with_sqlstate_position_and_hint() {
    let database = Postgres::shared().database("CREATE TABLE road (id int, class text, geom geometry(Point, 3857))");
    let geometry = "ST_AsMVTGeom(geom, !BBOX!) AS geom";
    let mut text_id = sql("text_id", &format!("SELECT class, {geometry} FROM road"));
    text_id.id_field = Some("class".to_owned());
    let mut column = table("column", "road");
    column.geometry = "way".to_owned();
    let layers = vec![
        sql("good", &format!("SELECT id, {geometry} FROM road")),
        sql("misspelt", &format!("SELECT id,\n  clas, {geometry} FROM road")),
        sql("syntax", &format!("SELECT id,, {geometry} FROM road")),
        sql("no_geometry", "SELECT id, ST_AsMVTGeom(geom, !BBOX!) AS g FROM road"),
        text_id,
        table("absent", "public.Road"),
        column,
        layer("function", PostgisRows::Function("nothing".to_owned())),
    ];
    let source = open(&settings(&[database.url()], layers)).await;
    let texts: Vec<String> = source.probe().await.iter().map(ToString::to_string).collect();
    let expected = [
        "source db: layer \"misspelt\", line 2, column 3 of its SQL: column \"clas\" does not exist (SQLSTATE 42703); \
         hint: Perhaps you meant to reference the column \"road.class\".",
        "source db: layer \"syntax\", line 1, column 11 of its SQL: syntax error at or near \",\" (SQLSTATE 42601)",
        "source db: layer \"no_geometry\": no geometry column \"geom\"; the columns are id, g",
        "source db: layer \"text_id\": id column \"class\" is text; feature ids are integers: \"class\"::bigint AS \"class\"",
        "source db: layer \"absent\": there is no table \"public\".\"Road\" (names are case-sensitive)",
        "source db: layer \"column\": no geometry column \"way\"; the columns are id, class, geom",
        "source db: layer \"function\": function nothing(geometry, integer) does not exist (SQLSTATE 42883); \
         hint: No function matches the given name and argument types. You might need to add explicit type casts.",
    ];
    assert_eq!(texts, expected, "{texts:#?}");
    let error = ask(&source, 3, 0, 0).await.unwrap_err();
    assert!(matches!(error, SourceError::Bad { .. }) && detail(&error).contains("misspelt"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_at_run_time_names_its_layer() {
    let database = Postgres::shared().database("");
    let geometry = "ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom";
    let layers = vec![
        sql("fine", &format!("SELECT {geometry}")),
        sql("divides", &format!("SELECT 1 / (!X! - 3) AS a, {geometry}")),
    ];
    let source = open(&settings(&[database.url()], layers)).await;
    assert!(ask(&source, 3, 2, 0).await.is_ok());
    let error = ask(&source, 3, 3, 0).await.unwrap_err();
    assert_eq!(error.to_string(), "source db: layer \"divides\": division by zero (SQLSTATE 22012)");
    assert!(ask(&source, 3, 4, 0).await.is_ok(), "the connection is usable afterwards");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_invalid_settings_are_reported() {
    let mut bad = settings(
        &["postgres://u:hunter2@db:port/x".to_owned()],
        vec![sql("a", "SELECT !BBBOX!"), sql("b", "SELECT 1; SELECT 2"), sql("c", "SELECT 1"), sql("c", "SELECT 1")],
    );
    bad.plan_cache_mode = Some("magic".to_owned());
    let text = postgis::open(&"db".into(), &bad).await.unwrap_err().to_string();
    for part in ["plan_cache_mode \"magic\"", "connection URL", "!BBBOX!", "more than one statement", "\"c\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_reported_without_the_password() {
    let database = Postgres::shared().database("");
    let one =
        |url: String| settings(&[url], vec![sql("a", "SELECT ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom")]);
    let source = open(&one(database.url_as(USER, "hunter2hunter2"))).await;
    let problems = source.probe().await;
    let text = format!("{problems:?} {source:?} {:?}", ask(&source, 0, 0, 0).await);
    let message = problems.iter().map(detail).collect::<String>();
    assert!(message.ends_with("password authentication failed for user \"karto\" (SQLSTATE 28P01)"), "{message}");
    assert!(matches!(problems[..], [SourceError::Bad { .. }]));
    assert!(!text.contains("hunter2"), "{text}");

    let missing = open(&one(database.url().replace(database.name(), "nowhere"))).await;
    let problems = missing.probe().await;
    let text = problems.iter().map(|problem| format!("{problem} {problem:?}")).collect::<String>();
    assert!(text.contains("database \"nowhere\" does not exist") && !text.contains(PASSWORD), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_statement_times_out() {
    let database = Postgres::shared().database("");
    let text =
        "SELECT ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM pg_sleep(CASE WHEN !X! = 0 THEN 30 ELSE 0 END)";
    let layers = vec![sql("slow", text)];
    let limits =
        PostgisSettings { statement_timeout: Duration::from_millis(300), ..settings(&[database.url()], layers) };
    let source = open(&limits).await;
    let started = Instant::now();
    let error = ask(&source, 2, 0, 0).await.unwrap_err();
    assert!(matches!(&error, SourceError::Timeout { source_id } if **source_id == *"db"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert!(ask(&source, 2, 1, 0).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deadline_of_a_request_cancels_its_statement() {
    let database = Postgres::shared().database("");
    let text =
        "SELECT ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM pg_sleep(CASE WHEN !X! = 0 THEN 8 ELSE 0 END)";
    let source = open(&PostgisSettings { pool_size: 1, ..settings(&[database.url()], vec![sql("slow", text)]) }).await;
    let deadline = Instant::now() + Duration::from_millis(300);
    let error = source.tile(&TileQuery { deadline, ..query(2, 0, 0) }).await.unwrap_err();
    assert!(matches!(error, SourceError::Timeout { .. }), "{error}");
    let started = Instant::now();
    assert!(ask(&source, 2, 1, 0).await.is_ok());
    assert!(started.elapsed() < Duration::from_secs(4), "the only connection was free after {:?}", started.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn abandoned_requests_release_their_connections() {
    let database = Postgres::shared().database("");
    let text =
        "SELECT ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM pg_sleep(CASE WHEN !X! < 8 THEN 60 ELSE 0 END)";
    let source = open(&PostgisSettings {
        statement_timeout: Duration::from_mins(1),
        ..settings(&[database.url()], vec![sql("slow", text)])
    })
    .await;
    let askers: Vec<_> = (0..4)
        .map(|x| {
            let source = source.clone();
            tokio::spawn(async move { ask(&source, 5, x, 0).await })
        })
        .collect();
    eventually("four statements run", async || database.connections("active") == 4).await;
    askers.iter().for_each(tokio::task::JoinHandle::abort);
    let started = Instant::now();
    assert!(ask(&source, 5, 9, 0).await.is_ok());
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    eventually("nothing runs any more", async || database.connections("active") == 0).await;
    assert!(database.connections("%") <= 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_requests_share_four_connections() {
    let database = Postgres::shared().database("");
    let text = "SELECT !X! AS x, ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM pg_sleep(0.02)";
    let source = open(&settings(&[database.url()], vec![sql("slow", text)])).await;
    let askers: Vec<_> = (0..64)
        .map(|x| {
            let source = source.clone();
            tokio::spawn(async move { (x, ask(&source, 6, x, 0).await) })
        })
        .collect();
    for asker in askers {
        let (x, bytes) = asker.await.unwrap();
        assert_eq!(features(&bytes.unwrap(), "slow")[0].tags["x"], x.to_string());
    }
    assert_eq!(database.connections("%"), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_too_long_for_a_connection_is_an_error() {
    let database = Postgres::shared().database("");
    let text = "SELECT ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM pg_sleep(2)";
    let limits = PostgisSettings {
        pool_size: 1,
        pool_timeout: Duration::from_millis(200),
        ..settings(&[database.url()], vec![sql("slow", text)])
    };
    let source = open(&limits).await;
    let other = source.clone();
    let first = tokio::spawn(async move { ask(&other, 1, 0, 0).await });
    eventually("the first asker has the connection", async || database.connections("active") == 1).await;
    assert_eq!(source.probe().await.len(), 0, "busy is not broken");
    let error = ask(&source, 1, 1, 0).await.unwrap_err();
    assert!(matches!(error, SourceError::Busy { .. }), "{error}: overload is not the fault of the client");
    assert!(detail(&error).contains("all 1 connections were in use for 200ms"), "{error}");
    assert!(first.await.unwrap().is_ok());
}

// --- servers that come and go ------------------------------------------------------------------------

fn dot(database: &postgres::Database<'_>, name: &str) -> Vec<PostgisLayer> {
    database.run(&format!("CREATE TABLE server AS SELECT '{name}'::text AS name; GRANT SELECT ON server TO PUBLIC"));
    vec![sql("dot", "SELECT name, ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom FROM server")]
}

#[tokio::test(flavor = "multi_thread")]
async fn tiles_are_served_again_after_a_restart_of_the_database() {
    let postgres = Postgres::start();
    let database = postgres.database("");
    let source = open(&settings(&[database.url()], dot(&database, "only"))).await;
    assert!(ask(&source, 1, 0, 0).await.is_ok());

    postgres.stop();
    let error = ask(&source, 1, 0, 0).await.unwrap_err();
    assert!(matches!(error, SourceError::Unavailable { .. }), "{error}");
    assert!(matches!(source.probe().await[..], [SourceError::Unavailable { .. }]));
    postgres.resume();
    assert!(ask(&source, 1, 0, 0).await.is_ok(), "at once, without waiting for anything");
    assert_eq!(source.probe().await.len(), 0);

    postgres.crash();
    postgres.resume();
    assert!(ask(&source, 1, 1, 0).await.is_ok(), "connections that died unnoticed are replaced within the request");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_table_is_a_source_that_is_down_and_its_requests_fail_at_once() {
    let database = Postgres::shared().database(
        "CREATE TABLE t AS SELECT ST_SetSRID(ST_MakePoint(1, 1), 3857)::geometry(Point, 3857) AS geom;
         GRANT SELECT ON t TO PUBLIC",
    );
    let params = format!("url: '{}', pool_size: 2, layers: [{{id: t, table: t, geometry: geom}}]", database.url());
    let text = format!("sources: {{db: {{public: true, formats: [pbf], uri: 'postgis://', params: {{{params}}}}}}}");
    let loaded = load_embedded("test.yaml", &text, &LoadOptions::default());
    let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
    let size = PoolSize { threads: NonZeroUsize::MIN, queue: 100 };
    let runner = Arc::new(Runner::start(size, size).unwrap());
    let source = source::build(&settings, runner).await.unwrap().sources["db"].clone();
    assert!(ask(&source, 1, 0, 0).await.is_ok());

    std::thread::scope(|scope| {
        scope.spawn(|| {
            let end = "SELECT pg_sleep(3600)";
            // Ends with the error of the terminated connection.
            let run = || database.run(&format!("BEGIN; LOCK TABLE t; {end}"));
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_err();
        });
        tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(async {
                let locked =
                    "SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 't'::regclass";
                eventually("the table is locked", async || database.run(locked) == "1").await;
                let asks = (0..8).map(|x| ask(&source, 3, x, 0));
                let results = futures_util::future::join_all(asks).await;
                assert!(results.iter().all(Result::is_err), "{results:?}");
                let problems = source.probe().await;
                assert!(!problems.is_empty(), "no statement has ended, so the source is down");
                let quick = tokio::time::timeout(Duration::from_secs(1), ask(&source, 4, 0, 0)).await;
                assert!(quick.expect("fails at once").is_err());
                database.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE query LIKE '%pg_sleep(3600)%' AND pid <> pg_backend_pid()",
                );
                eventually("the source works again", async || ask(&source, 1, 0, 0).await.is_ok()).await;
                assert_eq!(source.probe().await.len(), 0);
            });
        });
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn karto_starts_before_its_database() {
    let postgres = Postgres::start();
    let database = postgres.database("");
    let layers = dot(&database, "late");
    postgres.stop();
    let source = open(&settings(&[database.url()], layers)).await;
    let error = ask(&source, 1, 0, 0).await.unwrap_err();
    assert!(matches!(error, SourceError::Unavailable { .. }), "{error}");
    assert_eq!(source.info().vector_layers[0].id, "dot");
    postgres.resume();
    // no tile is requested: the source retries by itself
    eventually("the layers are described", async || source.info().vector_layers[0].fields.len() == 1).await;
    assert!(ask(&source, 1, 0, 0).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_share_the_load_and_replace_each_other() {
    let (one, two) = (Postgres::start(), Postgres::start());
    let (a, b) = (one.database(""), two.database(""));
    let layers = dot(&a, "one");
    dot(&b, "two");
    let source = open(&settings(&[a.url(), b.url()], layers)).await;
    let who = async || {
        let bytes = ask(&source, 1, 0, 0).await.expect("one of them answers");
        features(&bytes, "dot")[0].tags["name"].clone()
    };
    let mut answers = BTreeSet::new();
    for _ in 0..4 {
        answers.insert(who().await);
    }
    assert_eq!(answers.len(), 2, "both serve: {answers:?}");

    one.stop();
    for _ in 0..10 {
        assert_eq!(who().await, "\"two\"", "not one request fails");
    }
    assert_eq!(source.probe().await.len(), 0, "one of them is enough to be ready");
    let absent: Vec<_> = source.absent().await.iter().map(detail).collect();
    let address = format!("127.0.0.1:{}", one.port());
    assert!(
        !absent.is_empty() && absent.iter().all(|problem| problem.contains(&address)),
        "and it is named: {absent:?}"
    );
    one.resume();
    eventually("the first serves again after its time aside", async || who().await == "\"one\"").await;
    two.stop();
    assert_eq!(who().await, "\"one\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_table_is_described_again() {
    let database = Postgres::shared().database(
        "CREATE TABLE t AS SELECT 1 AS a, 2 AS b, ST_SetSRID(ST_MakePoint(1, 1), 3857)::geometry(Point, 3857) AS geom;
         GRANT SELECT ON t TO PUBLIC",
    );
    let source = open(&settings(&[database.url()], vec![table("t", "t")])).await;
    let keys =
        async || ask(&source, 0, 0, 0).await.map(|b| features(&b, "t")[0].tags.keys().cloned().collect::<String>());
    assert_eq!(keys().await.unwrap(), "ab");
    database.run("ALTER TABLE t DROP COLUMN a; ALTER TABLE t ADD COLUMN c int DEFAULT 3");
    let error = keys().await.unwrap_err();
    assert!(detail(&error).contains("layer \"t\"") && detail(&error).contains("42703"), "{error}");
    assert_eq!(keys().await.unwrap(), "bc");
    // the whole table replaced under a prepared statement, as an import does
    database.run(
        "BEGIN; CREATE TABLE n (LIKE t); INSERT INTO n SELECT * FROM t; DROP TABLE t; ALTER TABLE n RENAME TO t; \
         GRANT SELECT ON t TO PUBLIC; COMMIT",
    );
    assert_eq!(keys().await.unwrap(), "bc");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_postgis_is_reported_with_advice() {
    let postgres = Postgres::shared();
    let database = postgres.database("DROP EXTENSION postgis");
    let source =
        open(&settings(&[database.url()], vec![sql("a", "SELECT ST_AsMVTGeom(!BBOX!, !BBOX!) AS geom")])).await;
    let text = source.probe().await.iter().map(detail).collect::<String>();
    assert!(text.contains("CREATE EXTENSION postgis"), "{text}");
}

// --- TLS ---------------------------------------------------------------------------------------------

/// Creates an authority and a certificate for `localhost` with openssl, for the server.
fn certificates(postgres: &Postgres) {
    let script = r#"
        cd "$1"
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca.key -out ca.pem
        openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr
        printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' > ext
        openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out server.pem
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=stranger -keyout other.key -out other.pem
        chmod 600 server.key; chown --reference=data server.key server.pem; chmod 644 ca.pem other.pem"#;
    let done = std::process::Command::new("sh").args(["-ec", script, "sh"]).arg(postgres.folder()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let at = |name: &str| postgres.folder().join(name).display().to_string();
    postgres.append_settings(&format!(
        "ssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n",
        at("server.pem"),
        at("server.key")
    ));
    postgres.stop();
    postgres.resume();
}

#[tokio::test(flavor = "multi_thread")]
async fn sslmode_determines_which_certificates_are_trusted() {
    let postgres = Postgres::start();
    let plain = postgres.database("");
    let layers = vec![sql(
        "a",
        "SELECT (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS tls, \
         ST_AsMVTGeom(ST_Centroid(!BBOX!), !BBOX!) AS geom",
    )];
    let try_with = async |host: &str, options: &str| {
        let url = plain.url().replace("127.0.0.1", host) + options;
        let source = open(&settings(&[url], layers.clone())).await;
        let bytes = ask(&source, 0, 0, 0).await.map_err(|error| error.to_string())?;
        Ok::<_, String>(features(&bytes, "a")[0].tags["tls"].clone())
    };
    assert_eq!(try_with("localhost", "").await.unwrap(), "false", "prefer does without where there is none");
    assert!(try_with("localhost", "?sslmode=require").await.unwrap_err().contains("does not support TLS"));

    certificates(&postgres);
    let roots = |name: &str| format!("&sslrootcert={}", postgres.folder().join(name).display());
    assert_eq!(try_with("localhost", "?sslmode=disable").await.unwrap(), "false");
    assert_eq!(try_with("localhost", "").await.unwrap(), "true");
    assert_eq!(try_with("localhost", "?sslmode=require").await.unwrap(), "true");
    let verify = |mode: &str, roots: String| format!("?sslmode={mode}{roots}");
    assert_eq!(try_with("localhost", &verify("verify-full", roots("ca.pem"))).await.unwrap(), "true");
    assert_eq!(try_with("127.0.0.1", &verify("verify-ca", roots("ca.pem"))).await.unwrap(), "true");
    let wrong_name = try_with("127.0.0.1", &verify("verify-full", roots("ca.pem"))).await.unwrap_err();
    assert!(wrong_name.contains("not valid for name"), "{wrong_name}");
    for mode in ["verify-full", "verify-ca", "require"] {
        let stranger = try_with("localhost", &verify(mode, roots("other.pem"))).await.unwrap_err();
        assert!(stranger.contains("invalid peer certificate"), "{mode}: {stranger}");
    }
    let unknown = try_with("localhost", "?sslmode=verify-full").await.unwrap_err();
    assert!(unknown.contains("invalid peer certificate"), "the system does not know this authority: {unknown}");
}

/// The keeper's promise.
#[test]
fn a_cluster_leaves_nothing_behind() {
    let postgres = Arc::new(Postgres::start());
    let (folder, port) = (postgres.folder().to_owned(), postgres.port());
    let panicked = std::thread::spawn(move || {
        let _held = postgres;
        panic!("a test fails");
    });
    assert!(panicked.join().is_err());
    assert!(!folder.exists());
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}
