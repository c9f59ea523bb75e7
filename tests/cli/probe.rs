//! `karto probe`, `karto health`, and the correctness of the description at `/?spec`.

use std::{
    io::{Read, Write},
    net::TcpListener,
};

use serde_json::json;

use crate::karto::{Folder, Karto, run, stdout, write_tiles};

/// A server that answers `/?spec` with one description, and every other request with 200 and `{"a": 1}`.
fn server(spec: &serde_json::Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/prefix/", listener.local_addr().unwrap());
    let spec = spec.to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, spec) = (stream.unwrap(), spec.clone());
            std::thread::spawn(move || {
                let mut head = [0; 4096];
                let n = stream.read(&mut head).unwrap();
                let head = String::from_utf8_lossy(&head[..n]).into_owned();
                if head.contains("/silent") {
                    // Never answered: read until the client disconnects.
                    while stream.read(&mut [0; 64]).is_ok_and(|n| n > 0) {}
                    return;
                }
                let (status, body) = match head.as_str() {
                    _ if head.starts_with("GET /prefix/?spec") => ("200 OK", spec.as_str()),
                    _ if head.contains("/moved") => ("302 Found\r\nLocation: /prefix/fine", ""),
                    _ => ("200 OK", r#"{"a": 1}"#),
                };
                let length = body.len();
                let kind = "Content-Type: application/json";
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
            });
        }
    });
    url
}

fn described(path: &str, response: serde_json::Value) -> serde_json::Value {
    json!({"paths": {path: {"get": {"x-amples": [{"title": "t", "request": {"params": {"z": 1}}, "response": response}]}}}})
}

#[test]
fn all_examples_of_the_built_in_map_are_answered_as_described() {
    let karto = Karto::serve(&[]);
    // On a slow machine some tiles are not ready in time at first, and are requested again, as monitors do.
    let mut tries = 0..20;
    let said = loop {
        let output = run(&["probe", &karto.url(), "--deadline", "60s", "--timeout", "60s"]);
        let said = stdout(&output);
        let not_ready = said.lines().filter(|line| line.ends_with("503 instead of 200")).count();
        let failed = said.lines().filter(|line| line.starts_with("FAILED")).count();
        assert_eq!(failed, not_ready, "{said}");
        if output.status.code() == Some(0) {
            break said;
        }
        assert!(tries.next().is_some(), "{said}");
    };
    let summary = said.lines().last().unwrap();
    let (fine, all) = summary.split_once(" of ").unwrap();
    assert!(all.starts_with(&format!("{fine} examples answered as described")), "{said}");
    assert!(fine.parse::<u32>().unwrap() > 20, "{said}");
}

#[test]
fn every_template_of_the_description_has_examples_that_fill_every_token() {
    let karto = Karto::serve(&[]);
    let reply = karto.get("/?spec");
    assert!(!reply.head.to_lowercase().contains("content-encoding"), "monitors that name no coding get plain JSON");
    let spec = reply.json();
    let mut templated = 0;
    for (path, operations) in spec["paths"].as_object().unwrap() {
        let get = &operations["get"];
        assert_eq!(get["x-monitor"], true, "{path}");
        let amples = get["x-amples"].as_array().unwrap();
        assert!(!amples.is_empty(), "{path}");
        for ample in amples {
            let mut left = path.clone();
            for name in ample["request"]["params"].as_object().unwrap().keys() {
                assert!(left.contains(&format!("{{{name}}}")), "{path} has no {name}");
                left = left.replace(&format!("{{{name}}}"), "");
                templated += 1;
            }
            assert!(!left.contains('{'), "{path} {ample}");
            let kind = ample["response"]["headers"]["content-type"].as_str().unwrap_or("application/octet-stream");
            assert!(kind.starts_with("application/json") || ample["response"]["body"].is_null(), "{path}");
        }
        for parameter in get["parameters"].as_array().into_iter().flatten() {
            assert!(!parameter["example"].is_null(), "{path} {parameter}");
        }
    }
    assert!(templated > 40, "{templated}");
    let all = spec.to_string();
    assert!(!all.contains("geoshape"), "not offered, not described");
    assert!(all.contains("/img/karto,") && all.contains("/karto/static/"), "offered and described");
}

#[test]
fn the_description_page_links_to_all_examples_and_loads_no_external_files() {
    let karto = Karto::serve(&[]);
    let page = karto.get("/?doc").text();
    let links: Vec<&str> = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(links.iter().any(|link| link.ends_with("/world/0/0/0.pbf")), "{links:?}");
    let scripts = page.matches("<script").count();
    assert_eq!(
        (scripts, page.matches("<script src=\"static/karto/").count()),
        (2, 2),
        "no script is written into the page"
    );
    assert!(!page.contains("http://") && !page.contains("https://"), "{page}");
    for link in links {
        let target = format!("/{}", link.trim_start_matches("./").replace("&amp;", "&"));
        let status = karto.get(&target).status;
        assert!(status == 200 || (status == 301 && target == "/_info/home"), "{target}: {status}");
    }
}

#[test]
fn examples_are_inside_the_bounds_and_zooms_of_their_source() {
    let folder = Folder::with(
        "port: 6533
sources:
  tree:
    public: true
    formats: [pbf, json]
    minzoom: 1
    uri: file://{tiles}?filetype=pbf
    setInfo: {bounds: [10, -60, 30, -50], minzoom: 1, maxzoom: 1}
  away: {public: true, formats: [pbf], uri: 'postgis://', params: {host: 127.0.0.1, port: 1, database: gis, user: x,
    layers: [{id: a, table: a, geometry: way}], bounds: [9, 47, 10, 48]}}
",
    );
    write_tiles(&folder.path("tiles"), "Somewhere");
    let config = std::fs::read_to_string(folder.config()).unwrap();
    folder.write("config.yaml", config.replace("{tiles}", folder.path("tiles").to_str().unwrap()).as_bytes());
    let karto = Karto::serve(&["--config", &folder.config()]);
    let spec = karto.get("/?spec").json();
    let params = |path: &str| spec["paths"][path]["get"]["x-amples"][0]["request"]["params"].clone();
    assert_eq!(params("/tree/{z}/{x}/{y}.{format}"), json!({"z": 1, "x": 1, "y": 1, "format": "pbf"}));
    // Even if its database does not respond: a street-level tile in the middle of the bounds.
    assert_eq!(params("/away/{z}/{x}/{y}.{format}"), json!({"z": 14, "x": 8624, "y": 5729, "format": "pbf"}));
    let output = run(&["probe", &karto.url(), "--format", "json", "--deadline", "60s", "--timeout", "30s"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let failed: Vec<_> = report["examples"].as_array().unwrap().iter().filter(|e| e["ok"] == false).collect();
    assert_eq!(failed.len(), 1, "{report:#}");
    assert_eq!((failed[0]["target"].as_str(), output.status.code()), (Some("/away/14/8624/5729.pbf"), Some(2)));
}

#[test]
fn differences_from_the_description_are_reported_and_set_the_exit_status() {
    let cases = [
        (described("/fine/{z}", json!({"status": 200, "body": {"a": 1}})), 0, "KARTO OK - all 1 examples"),
        (
            described("/fine", json!({"status": 200, "body": {"a": 2}})),
            1,
            "KARTO WARNING - 1 of 1 examples failed: GET /fine: the body is not as described, at /a",
        ),
        (
            described("/fine", json!({"status": 200, "headers": {"content-type": "image/png"}})),
            1,
            "content-type is \"application/json\" instead of \"image/png\"",
        ),
        (described("/fine", json!({"status": 200, "headers": {"content-type": "/json$/"}})), 0, "KARTO OK"),
        (
            described("/moved", json!({"status": 200})),
            2,
            "KARTO CRITICAL - 1 of 1 examples failed: GET /moved: 302 instead of 200",
        ),
        (described("/moved", json!({"status": 302})), 0, "KARTO OK"),
        (described("/silent", json!({"status": 200})), 2, "GET /silent: no response within"),
        (json!({"paths": {}}), 2, "/?spec has no examples"),
    ];
    for (spec, status, words) in cases {
        let url = server(&spec);
        let timeout = if spec.to_string().contains("silent") { "300ms" } else { "20s" };
        let output = run(&["probe", &url, "--format", "nagios", "--timeout", timeout, "--deadline", "40s"]);
        let said = stdout(&output);
        assert!(said.contains(words) && said.lines().count() == 1, "{words}: {said}");
        assert_eq!(output.status.code(), Some(status), "{said}");
    }
}

#[test]
fn an_unreachable_server_and_an_argument_that_is_not_a_url_are_errors() {
    let output = run(&["probe", "http://127.0.0.1:1", "--format", "nagios"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).starts_with("KARTO CRITICAL - "), "{}", stdout(&output));
    assert_eq!(run(&["probe", "127.0.0.1:6533"]).status.code(), Some(2));
    assert_eq!(run(&["probe", "http://127.0.0.1:1", "--timeout", "5"]).status.code(), Some(2), "no unit");
}

#[test]
fn health_requests_the_admin_port() {
    let mut karto = Karto::serve(&[]);
    let port = karto.admin.port().to_string();
    for more in [&[][..], &["--ready"]] {
        let output = run(&[&["health", "--admin-port", &port], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let by_environment = crate::karto::command()
        .arg("health")
        .env("KARTO_ADMIN_PORT", &port)
        .env("KARTO_ADMIN_INTERFACE", "0.0.0.0")
        .status();
    assert_eq!(by_environment.unwrap().code(), Some(0));
    karto.signal("TERM");
    karto.ended();
    assert_eq!(run(&["health", "--admin-port", &port]).status.code(), Some(1));
}
