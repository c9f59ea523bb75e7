//! `karto compare`.

use crate::karto::{Folder, Karto, run, stdout, write_tiles};

/// A karto whose tiles hold a place called `name`.
fn server(name: &str, more: &str) -> (Folder, Karto) {
    let folder = Folder::with("");
    write_tiles(&folder.path("tiles"), name);
    let config = format!(
        "port: 6533
sources:
  tree: {{public: true, formats: [pbf, json], uri: 'file://{}?filetype=pbf'}}
  map: {{public: true, formats: [png], maxzoom: 1, uri: style:///embedded/osm-bright, params: {{source: {{ref: tree}}}}}}
  world-data: {{uri: pmtiles:///embedded/world}}
  world: {{public: true, formats: [png], uri: style:///embedded/{more}, params: {{source: {{ref: world-data}}}}}}
",
        folder.path("tiles").display()
    );
    folder.write("config.yaml", config.as_bytes());
    let karto = Karto::serve(&["--config", &folder.config()]);
    (folder, karto)
}

#[test]
fn equal_responses_are_equal_and_differences_are_reported() {
    let (folder, old) = server("Vaduz", "light");
    let (_same, same) = server("Vaduz", "light");
    let (_other, new) = server("Balzers", "dark");
    let log = "/tree/1/0/0.pbf
/tree/1/0/0.json
{\"message\":\"answered\",\"method\":\"GET\",\"target\":\"/world/1/0/0.png\"}
10.0.0.1 - - [x] \"GET /world/0/0/0.png HTTP/1.1\" 200 1 \"-\" \"-\"
/nobody/1/0/0.png
/robots.txt
/robots.txt
";
    folder.write("requests.log", log.as_bytes());
    let log = folder.path("requests.log");
    let log = log.to_str().unwrap();
    let output = run(&["compare", "--old", &old.url(), "--new", &same.url(), "--requests", log]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(stdout(&output).starts_with("6 requests: 6 same, 0 different, 0 not compared"), "{output:?}");

    let out = folder.path("report");
    let args = [
        "compare",
        "--old",
        &old.url(),
        "--new",
        &new.url(),
        "--requests",
        log,
        "--out",
        out.to_str().unwrap(),
        "--format",
        "json",
    ];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["kinds"], serde_json::json!({"json": 1, "pixels": 2, "vector": 1}), "{report:#}");
    assert_eq!(report["answers"][0]["differences"][0]["what"], "vector tile: place_label: 1 of 1 features gone, 1 new");
    assert_eq!(std::fs::read(out.join("report.json")).unwrap(), output.stdout);
    let sheet = karto::image::decode(&std::fs::read(out.join("sheet.png")).unwrap()).unwrap();
    assert_eq!((sheet.width(), sheet.height()), (3 * 264 + 8, 2 * 264 + 8));
    assert_eq!(report["sheet"].as_array().unwrap().len(), 2);

    let first = run(&["compare", "--old", &old.url(), "--new", &new.url(), "--requests", log, "--limit", "1"]);
    assert!(stdout(&first).contains("\n1 requests: 0 same, 1 different (1 vector)"), "{first:?}");
}

#[test]
fn a_server_that_does_not_answer_and_an_empty_log_are_errors() {
    let karto = Karto::serve(&[]);
    let folder = Folder::with("");
    folder.write("requests.log", b"/robots.txt\n");
    folder.write("empty.log", b"nothing\n");
    let ask = |new: &str, log: &str| {
        let log = folder.path(log);
        run(&["compare", "--old", &karto.url(), "--new", new, "--requests", log.to_str().unwrap()])
    };
    let output = ask("http://127.0.0.1:1", "requests.log");
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("/robots.txt: new: "), "{output:?}");
    assert_eq!(ask(&karto.url(), "empty.log").status.code(), Some(2));
    assert_eq!(ask(&karto.url(), "missing.log").status.code(), Some(2));
}
