//! `karto check --connect`.

#[path = "../support/postgres.rs"]
mod postgres;

use crate::karto::{Folder, run, stdout};
use postgres::{PASSWORD, Postgres, USER};

#[test]
fn an_unavailable_replica_is_a_warning() {
    let database = Postgres::shared().database(
        "CREATE TABLE t AS SELECT 1 AS a, ST_SetSRID(ST_MakePoint(1, 1), 3857)::geometry(Point, 3857) AS geom;
         GRANT SELECT ON t TO PUBLIC",
    );
    let port = Postgres::shared().port();
    let config = |hosts: &str| {
        format!(
            "port: 6533
sources:
  tiles:
    public: true
    formats: [pbf]
    uri: postgis://
    params: {{hosts: [{hosts}], database: {}, user: {USER}, password: {PASSWORD}, layers: [{{id: t, table: t}}]}}
",
            database.name()
        )
    };
    let living = format!("'127.0.0.1:{port}'");
    let folder = Folder::with(&config(&living));
    let output = run(&["check", "--connect", &folder.config()]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(!stdout(&output).contains("K0901"), "{}", stdout(&output));

    let folder = Folder::with(&config(&format!("{living}, '127.0.0.1:1'")));
    let output = run(&["check", "--connect", &folder.config()]);
    let said = stdout(&output);
    assert!(said.contains("warning[K0901]") && said.contains("127.0.0.1:1/"), "{said}");
    assert_eq!(output.status.code(), Some(0), "it works all the same: {said}");
    assert_eq!(run(&["check", "--connect", "--deny-warnings", &folder.config()]).status.code(), Some(1));
}

#[test]
fn a_missing_table_of_shapes_is_an_error() {
    let database = Postgres::shared().database(
        "CREATE TABLE areas (wikidata text, geometry geometry(Geometry, 3857));
         CREATE TABLE lines (wikidata text);
         GRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC",
    );
    let config = |line_table: &str| {
        format!(
            "port: 6533
geoshapes:
  url: {}
  polygonTable: areas
  lineTable: {line_table}
  wikidataQueryService: false
sources:
  tree: {{public: true, uri: 'file://{}?filetype=pbf'}}
",
            database.url(),
            std::env::temp_dir().display()
        )
    };
    let folder = Folder::with(&config("areas"));
    let output = run(&["check", "--connect", &folder.config()]);
    assert!(!stdout(&output).contains("K0901"), "{}", stdout(&output));
    for (table, problem) in
        [("nowhere", "relation \"nowhere\" does not exist"), ("lines", "\"geometry\" does not exist")]
    {
        let folder = Folder::with(&config(table));
        let output = run(&["check", "--connect", &folder.config()]);
        let said = stdout(&output);
        assert!(said.contains("error[K0901]: geoshapes: the table") && said.contains(problem), "{said}");
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains(PASSWORD), "{said}");
    }
}
