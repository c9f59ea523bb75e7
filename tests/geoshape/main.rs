//! `/geoshape`, `/geoline`, `/geopoint` over HTTP, with a real PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../http/harness.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod harness;
mod overlays;
#[path = "../support/postgres.rs"]
mod postgres;
mod services;

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use harness::{Karto, Reply};
use postgres::{Database, Postgres};
use services::Services;

/// Two fields that share a border (Q1; Q2 in two parts, one with a pond), a point (Q3), a round lake (Q4), and two lines.
/// Degrees become meters, so that the answers have whole numbers.
const TABLES: &str = "
CREATE FUNCTION field(text) RETURNS geometry LANGUAGE sql AS
  $$ SELECT ST_Transform(ST_GeomFromText($1, 4326), 3857) $$;
CREATE TABLE wikidata_relation_polygon (wikidata text, geometry geometry(Geometry, 3857));
INSERT INTO wikidata_relation_polygon VALUES
  ('Q2', field('POLYGON((10 0, 10 10, 20 10, 20 0, 10 0), (12 2, 14 2, 14 4, 12 4, 12 2))')),
  ('Q2', field('POLYGON((30 0, 31 0, 31 1, 30 0))')),
  ('Q1', field('POLYGON((0 0, 0 10, 10 10, 10 0, 0 0))')),
  ('Q3', field('POINT(1 1)')),
  ('Q4', ST_Buffer(field('POINT(5 50)'), 100000, 100));
CREATE TABLE wikidata_relation_members (wikidata text, geometry geometry(Geometry, 3857));
INSERT INTO wikidata_relation_members VALUES
  ('Q5', field('LINESTRING(0 0, 1 0, 2 1)')), ('Q5', field('LINESTRING(2 1, 3 1)'));
GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;";

/// Serves shapes of `database`; `more` are further keys of `geoshapes`, `karto` those of `karto`.
async fn serve(database: &Database<'_>, services: Option<&Services>, more: &str, karto: &str) -> Karto {
    let service = services.map_or_else(
        || "false".to_owned(),
        |services| {
            format!(
                "'http://{}/sparql', mw_api: {{uri: 'http://{}/api', headers: {{Host: wiki.test}}}}",
                services.address, services.address
            )
        },
    );
    let conf = format!(
        "requestHandlers: [geoshapes]\ngeoshapes: {{url: '{}', wikidataQueryService: {service}, {more}}}\nkarto: {{{karto}}}",
        database.url()
    );
    Karto::serve(&conf, harness::SOURCES).await
}

fn features(reply: &Reply) -> Vec<Value> {
    assert_eq!(reply.status, 200, "{}", reply.text());
    let collection = reply.json();
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().unwrap().clone()
}

fn ids(reply: &Reply) -> Vec<String> {
    features(reply).iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

/// The number of positions of the first polygon's outer ring.
fn positions(reply: &Reply) -> usize {
    features(reply)[0]["geometry"]["coordinates"][0][0].as_array().unwrap().len()
}

const NOTHING: &str = r#"{"type":"FeatureCollection","features":[]}"#;
const NO_TOPOLOGY: &str =
    r#"{"type":"Topology","objects":{"data":{"type":"GeometryCollection","geometries":[]}},"arcs":[]}"#;

#[tokio::test(flavor = "multi_thread")]
async fn ids_have_shapes() {
    let database = Postgres::shared().database(TABLES);
    let karto = serve(&database, None, "maxidcount: 4", "").await;
    for (target, status, body) in [
        (
            "/geoshape?getgeojson=1&ids=Q2,Q1,Q7",
            200,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"Q1\",\"properties\":{},\"geometry\":\
             {\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[0,10],[10,10],[10,0],[0,0]]]]}},{\"type\":\"Feature\",\
             \"id\":\"Q2\",\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[10,0],[10,10],[20,10],\
             [20,0],[10,0]],[[12,2],[14,2],[14,4],[12,4],[12,2]]],[[[30,0],[31,0],[31,1],[30,0]]]]}}]}",
        ),
        (
            "/geoshape?ids=Q1,Q2",
            200,
            "{\"type\":\"Topology\",\"objects\":{\"data\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\
             \"id\":\"Q1\",\"properties\":{},\"arcs\":[[0,1]]},{\"type\":\"MultiPolygon\",\"id\":\"Q2\",\"properties\":{},\
             \"arcs\":[[[-1,2],[3]],[[4]]]}]}},\"arcs\":[[[10,10],[10,0]],[[10,0],[0,0],[0,10],[10,10]],[[10,10],[20,10],\
             [20,0],[10,0]],[[12,2],[14,2],[14,4],[12,4],[12,2]],[[30,0],[31,0],[31,1],[30,0]]],\"bbox\":[0,0,31,10]}",
        ),
        (
            "/geoline?getgeojson=1&ids=Q5",
            200,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"Q5\",\"properties\":{},\"geometry\":\
             {\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,0],[2,1]],[[2,1],[3,1]]]}}]}",
        ),
        (
            "/geoline?ids=Q5",
            200,
            "{\"type\":\"Topology\",\"objects\":{\"data\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\
             \"MultiLineString\",\"id\":\"Q5\",\"properties\":{},\"arcs\":[[0],[1]]}]}},\"arcs\":[[[0,0],[1,0],[2,1]],[[2,1],[3,1]]],\
             \"bbox\":[0,0,3,1]}",
        ),
        // A row that is a point is no area; the tables are separate.
        ("/geoshape?getgeojson=1&ids=Q3", 200, NOTHING),
        ("/geoline?getgeojson=1&ids=Q1", 200, NOTHING),
        ("/geoshape?ids=,,", 200, NO_TOPOLOGY),
        ("/geoshape?ids=Q7&getgeojson=", 200, NO_TOPOLOGY),
        ("/GeoShape/?ids=Q7&getgeojson=0", 200, NOTHING),
        ("/shape?getgeojson=1&ids=Q7", 200, NOTHING),
        ("/geoshape", 400, "\"\\\"ids\\\" or \\\"query\\\" parameter must be given\""),
        ("/geoline?ids=q1", 400, "\"Invalid Wikidata id \\\"q1\\\"\""),
        ("/geoshape?ids=%3Cscript%3E", 400, "\"Invalid Wikidata id \\\"<script>\\\"\""),
        ("/geoshape?ids=Q1,Q2,Q3,Q4,Q5", 400, "\"Not more than 4 ids allowed\""),
        ("/geoshape?ids=Q1&ids=Q2", 400, "\"\\\"ids\\\" parameter must be given only once\""),
        ("/geoshape?query=SELECT", 400, "\"\\\"query\\\" parameter is not enabled\""),
    ] {
        let reply = karto.get(target).await;
        assert_eq!((reply.status, reply.text()), (status, body), "{target}");
        let (kind, caching) = match status {
            200 => ("application/vnd.geo+json; charset=utf-8", None),
            _ => ("application/json; charset=utf-8", Some("public, s-maxage=30, max-age=30")),
        };
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (Some(kind), caching), "{target}");
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{target}");
    }
    assert_eq!(karto.get("/geopoint?ids=Q1").await.status, 404, "points are not enabled");
    assert_eq!(karto.get("/v4/marker/pin-m@2x.png").await.status, 404, "other handlers are not enabled");
    let head = karto.ask("HEAD", "/geoshape?ids=Q7", &[]).await;
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("94"), 0));
    assert_eq!(karto.ask("OPTIONS", "/geoshape?ids=Q1", &[]).await.text(), "GET,HEAD");
    assert_eq!(karto.ask("POST", "/geoshape?ids=Q1", &[]).await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn shapes_are_simplified_by_the_prepared_query_of_the_request() {
    let database = Postgres::shared().database(TABLES);
    let karto = serve(&database, None, "allowUserQueries: true", "").await;
    let get = async |more: &str| karto.get(&format!("/geoshape?getgeojson=1&ids=Q4{more}")).await;
    // The circle has 400 points; its box has sides of 200 km.
    let direct = positions(&get("&sql=direct").await);
    let default = positions(&get("").await);
    assert_eq!(direct, 401);
    assert!((20..100).contains(&default), "{default}");
    assert_eq!(positions(&get("&sql=nonsense&arg1=0.001").await), default);
    assert_eq!(positions(&get("&sql=constructor").await), default);
    assert!(positions(&get("&arg1=0.1").await) < default);
    assert!(positions(&get("&sql=simplify&arg1=1000").await) < default);
    assert_eq!(positions(&get("&sql=simplify&arg1=0").await), direct);
    let apart = positions(&get("&sql=removerepeat&arg1=10000").await);
    assert!((40..80).contains(&apart), "{apart}");
    // Nothing is left of the lake.
    assert_eq!(get("&sql=simplify&arg1=1000000").await.status, 200);
    assert_eq!(karto.get("/geoshape?ids=Q4&sql=simplify&arg1=1000000").await.json()["type"], "Topology");
    for wrong in ["arg1=abc", "arg1=1e3", "sql=simplify&arg1=%27"] {
        let reply = get(&format!("&{wrong}")).await;
        assert_eq!((reply.status, reply.text()), (400, "\"Invalid value for param arg1\""), "{wrong}");
    }

    let fixed = serve(&database, None, "", "").await;
    let reply = fixed.get("/geoshape?getgeojson=1&ids=Q4&sql=direct&arg1=abc").await;
    assert_eq!(positions(&reply), default, "requests may not choose a query");
}

#[tokio::test(flavor = "multi_thread")]
async fn long_documents_are_compressed_and_revalidated() {
    let database = Postgres::shared().database(TABLES);
    let karto = serve(&database, None, "allowUserQueries: true", "").await;
    let target = "/geoshape?ids=Q4&sql=direct";
    let gzip = karto.get_with(target, &[("Accept-Encoding", "gzip")]).await;
    assert_eq!((gzip.header("content-encoding"), gzip.header("vary")), (Some("gzip"), Some("Accept-Encoding")));
    let plain = karto.get(target).await;
    assert_eq!((plain.header("content-encoding"), plain.plain()), (None, gzip.plain()));
    assert_eq!(plain.header("last-modified"), None);
    let tag = gzip.header("etag").unwrap().to_owned();
    let again = karto.get_with(target, &[("Accept-Encoding", "gzip"), ("If-None-Match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_adds_ids_and_properties() {
    let database = Postgres::shared().database(TABLES);
    let services = Services::start().await;
    let karto = serve(&database, Some(&services), "", "").await;
    let reply =
        karto.get_with("/geoshape?getgeojson=1&ids=Q2&query=FIND+Q1%2BQ9", &[("X-Client-IP", "192.0.2.7")]).await;
    let found = features(&reply);
    let properties = json!({"title": "FIND Q1+Q9 of Q1", "fill-opacity": 0.5, "geo": [13.5, -52]});
    assert_eq!((&found[0]["id"], &found[0]["properties"]), (&json!("Q1"), &properties));
    assert_eq!((&found[1]["id"], &found[1]["properties"], found.len()), (&json!("Q2"), &json!({}), 2));

    let [query, form] = <[_; 2]>::try_from(services.asked()).unwrap();
    assert!(query.head.starts_with("GET /sparql?format=json&query=FIND+Q1%2BQ9 HTTP/1.1"), "{}", query.head);
    assert_eq!(query.header("accept"), Some("application/sparql-results+json"));
    assert_eq!(query.header("x-client-ip"), Some("192.0.2.7"));
    assert!(query.header("user-agent").unwrap().starts_with("karto/"));
    assert!(form.head.starts_with("POST /api HTTP/1.1"));
    assert_eq!((form.header("host"), form.header("x-client-ip")), (Some("wiki.test"), None));
    assert!(form.header("content-type").unwrap().starts_with("multipart/form-data; boundary="));
    for (name, value) in [
        ("format", "json"),
        ("formatversion", "2"),
        ("action", "sanitize-mapdata"),
        (
            "text",
            "[{\"type\":\"Feature\",\"id\":\"Q1\",\"properties\":{\"title\":\"FIND Q1+Q9 of Q1\",\"fill-opacity\":0.5,\"geo\":[13.5,-52]},\"geometry\":{\"type\":\"Point\",\"coordinates\":[0,0]}},",
        ),
    ] {
        let field = format!("form-data; name=\"{name}\"\r\n\r\n{value}");
        assert!(form.body.contains(&field), "{field} in {}", form.body);
    }

    assert_eq!(ids(&karto.get("/geoshape?getgeojson=1&query=ITEM+Q1&idcolumn=item").await), ["Q1"]);
    assert_eq!(karto.get("/geoshape?getgeojson=1&query=none").await.text(), NOTHING);
    for (query, error) in [
        (
            "ITEM+Q1",
            "SPARQL query result does not contain \"id\" column. Use `idcolumn` argument to specify column name, or change the query to return `id` column.",
        ),
        ("Q1&idcolumn=x", "SPARQL query result does not contain \"x\" column."),
        ("Q1&idcolumn=title", "SPARQL query result id column \"title\" is expected to be a valid Wikidata id"),
        ("Q0", "SPARQL query result id column \"id\" is expected to be a valid Wikidata id"),
    ] {
        let reply = karto.get(&format!("/geoshape?query={query}")).await;
        assert_eq!((reply.status, reply.json()), (400, json!(error)), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn points_come_from_the_query_service() {
    let database = Postgres::shared().database(TABLES);
    let services = Services::start().await;
    let karto = serve(&database, Some(&services), "enableGeopoints: true", "").await;
    let reply = karto.get("/geopoint?getgeojson=1&ids=Q64,Q9,Q3").await;
    let found = features(&reply);
    assert_eq!(ids(&reply), ["Q64", "Q3"], "Q9 has no known place");
    assert_eq!(found[0]["geometry"], json!({"type": "Point", "coordinates": [13.5, -52]}));
    assert_eq!(found[0]["properties"]["fill-opacity"], 0.5);
    assert_eq!(found[0]["properties"].get("geo"), None);
    let query = services.asked()[0].parameter("query").unwrap();
    assert_eq!(query, "SELECT ?id ?geo WHERE { VALUES ?id { wd:Q64 wd:Q9 wd:Q3 } ?id wdt:P625 ?geo }");

    let topology = karto.get("/geopoint?query=Q1+Q9&ids=Q7").await.json();
    let point = json!({"type": "Point", "id": "Q1", "properties": {"title": "Q1 Q9 of Q1", "fill-opacity": 0.5}, "coordinates": [13.5, -52]});
    assert_eq!(topology["objects"]["data"]["geometries"], json!([point]), "the query replaces the ids");
    assert_eq!(topology["bbox"], json!([13.5, -52, 13.5, -52]));
    assert_eq!(karto.get("/geopoint?getgeojson=1&ids=,").await.text(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_of_services_are_short_and_do_not_name_them() {
    let database = Postgres::shared().database(TABLES);
    let services = Services::start().await;
    let limits = "limits: {requestTimeout: 2s, patience: 1s}";
    let gentle = serve(&database, Some(&services), "", limits).await;
    let strict =
        serve(&database, Some(&services), "", &format!("{limits}, answers: {{upstreamErrorsAs5xx: true}}")).await;
    let query = "The Wikidata query service";
    for (target, status, message) in [
        ("QUERY-500", 502, format!("{query} answered with an error")),
        ("QUERY-429", 502, "Rate limit exceeded".to_owned()),
        ("QUERY-HTML", 502, format!("{query} did not send query results")),
        ("QUERY-GARBAGE", 400, "SPARQL query result does not have \"results.bindings\"".to_owned()),
        ("QUERY-REDIRECT", 502, format!("{query} answered with an error")),
        ("QUERY-HUGE", 502, format!("{query} sent too much")),
        ("QUERY-RESET", 503, format!("{query} is not available")),
        ("QUERY-HANG", 504, format!("{query} did not answer in time")),
        ("API-500+Q1", 502, "The map data API answered with an error".to_owned()),
        ("API-HTML+Q1", 502, "The map data API did not send clean properties".to_owned()),
        ("API-GARBAGE+Q1", 502, "The map data API did not send clean properties".to_owned()),
        ("API-RESET+Q1", 503, "The map data API is not available".to_owned()),
        ("API-HANG+Q1", 504, "The map data API did not answer in time".to_owned()),
    ] {
        let started = Instant::now();
        let target = format!("/geoshape?query={target}");
        let (old, new) = tokio::join!(gentle.get(&target), strict.get(&target));
        assert_eq!((old.status, old.json()), (400, json!(message)), "{target}");
        assert_eq!((new.status, new.json()), (status, json!(message)), "{target}");
        assert!(started.elapsed() < Duration::from_secs(4), "{target}: {:?}", started.elapsed());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_database_there_are_no_shapes_until_it_is_back() {
    let postgres = Postgres::start();
    let database = postgres.database(TABLES);
    let gentle = serve(&database, None, "", "").await;
    let strict = serve(&database, None, "", "answers: {upstreamErrorsAs5xx: true}").await;
    let target = "/geoshape?getgeojson=1&ids=Q1";
    assert_eq!(
        (ids(&gentle.get(target).await), ids(&strict.get(target).await)),
        (vec!["Q1".into()], vec!["Q1".into()])
    );
    postgres.stop();
    assert_eq!(gentle.get(target).await.text(), NOTHING);
    assert_eq!(gentle.get("/geoshape?ids=Q1").await.text(), NO_TOPOLOGY);
    let refused = strict.get(target).await;
    assert_eq!((refused.status, refused.text()), (503, "\"The database is not available\""));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    let metrics = gentle.ask_admin("GET", "/metrics").await;
    assert!(metrics.text().contains("karto_shape_failures_total{kind=\"geoshape\",reason=\"database\"}"), "counted");
    assert_eq!(gentle.get("/pbf/0/0/0.pbf").await.status, 200, "tiles are served");
    assert_eq!(gentle.ask_admin("GET", "/ready").await.status, 200, "and the process is ready");
    postgres.resume();
    let started = Instant::now();
    while ids(&gentle.get(target).await).is_empty() {
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_table_is_reported_and_does_not_stop_tiles() {
    let database = Postgres::shared().database(TABLES);
    let karto = serve(&database, None, "lineTable: nowhere.lines", "").await;
    assert_eq!(karto.get("/geoline?getgeojson=1&ids=Q5").await.text(), NOTHING);
    assert_eq!(ids(&karto.get("/geoshape?getgeojson=1&ids=Q1").await), ["Q1"], "the other table is read");
    let ready = karto.ask_admin("GET", "/ready").await;
    let state = ready.json()["dependencies"]["/geoshape"].clone();
    assert_eq!((ready.status, &state["up"]), (200, &json!(false)));
    let problem = state["problem"].as_str().unwrap();
    assert!(problem.contains("\"nowhere\".\"lines\"") && problem.contains("does not exist"), "{problem}");
    let metrics = karto.ask_admin("GET", "/metrics").await;
    // Its value is that of the last service of this process.
    assert!(metrics.text().contains("karto_source_up{source=\"/geoshape\",reason=\"describe\"}"));
    assert!(metrics.text().contains("karto_database_connections{source=\"/geoshape\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn waiting_requests_are_limited_and_end() {
    let database = Postgres::shared().database(TABLES);
    let karto = serve(&database, None, "poolSize: 1", "limits: {requestTimeout: 2s, patience: 1s}").await;
    let target = "/geoshape?getgeojson=1&ids=Q1";
    assert_eq!(ids(&karto.get(target).await), ["Q1"]);
    // Another session locks the table.
    let url = database.url_as(postgres::ADMIN, postgres::PASSWORD);
    let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute("BEGIN; LOCK TABLE wikidata_relation_polygon IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let started = Instant::now();
    let replies = futures_util::future::join_all((0..12).map(|_| karto.get(target))).await;
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    let count = |status| replies.iter().filter(|reply| reply.status == status).count();
    assert!(count(503) >= 8, "busy: {:?}", replies.iter().map(|r| (r.status, r.text())).collect::<Vec<_>>());
    assert_eq!(count(200), 0, "nobody sees an empty map");
    client.batch_execute("ROLLBACK").await.unwrap();
    while karto.get(target).await.status != 200 {
        assert!(started.elapsed() < Duration::from_secs(15));
    }
    assert_eq!(ids(&karto.get(target).await), ["Q1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn shapes_that_are_too_large_are_refused() {
    let database = Postgres::shared().database(&format!(
        "{TABLES} INSERT INTO wikidata_relation_polygon SELECT 'Q8', ST_Buffer(field('POINT(5 50)'), 1000000, 200000)"
    ));
    let karto = serve(&database, None, "allowUserQueries: true", "").await;
    let reply = karto.get("/geoshape?sql=direct&ids=Q1,Q8").await;
    assert_eq!((reply.status, reply.text()), (400, "\"The shapes are too large: ask for fewer ids\""));
    assert_eq!(ids(&karto.get("/geoshape?getgeojson=1&ids=Q1,Q8").await), ["Q1", "Q8"], "simplified, they fit");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_asks_for_shapes_that_exist() {
    let database = Postgres::shared().database(TABLES);
    let services = Services::start().await;
    let karto = serve(&database, Some(&services), "enableGeopoints: true", "").await;
    let spec = karto.get("/?spec").await.json();
    let get = |path: &str| spec["paths"][path]["get"].clone();
    assert_eq!(get("/geoshape")["x-amples"][0]["request"]["query"]["ids"], "Q1", "the smallest shape");
    assert_eq!(get("/geoline")["x-amples"][0]["request"]["query"]["ids"], "Q5");
    for (path, monitored) in [("/geoshape", true), ("/shape", true), ("/geoline", true), ("/geopoint", false)] {
        assert_eq!(get(path)["x-monitor"], monitored, "{path}");
    }
    let empty = Postgres::shared().database(&TABLES.replace("'Q", "'"));
    let karto = serve(&empty, None, "", "").await;
    let spec = karto.get("/?spec").await.json();
    assert_eq!(spec["paths"]["/geoshape"]["get"]["x-monitor"], false, "there is nothing to ask for");
    assert_eq!(spec["paths"].get("/geopoint"), None);
}
