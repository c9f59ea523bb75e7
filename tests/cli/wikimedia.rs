//! Metrics and log lines in the forms that Wikimedia's dashboards and collectors read.

use crate::karto::{Folder, Karto};

const SOURCES: &str = "
        data: {uri: pmtiles:///embedded/world}
        hidden: {public: true, publicinfo: false, formats: [pbf], uri: pmtiles:///embedded/world}
        map: {public: true, formats: [png], scales: [1.3], uri: style:///embedded/light, params: {source: {ref: data}}}
        down: {public: true, formats: [pbf], uri: 'http://127.0.0.1:1/{z}/{x}/{y}.pbf', params: {retries: 0}}
";

fn serve(karto: &str, logging: &str) -> (Folder, Karto) {
    let folder = Folder::with(&format!(
        "logging: {logging}
services:
  - name: kartotherian
    conf:
      port: 6533
      karto: {karto}
      sources: {SOURCES}"
    ));
    let karto = Karto::serve(&["--config", &folder.config()]);
    (folder, karto)
}

#[test]
fn metrics_of_kartotherian_are_served_if_the_configuration_asks_for_them() {
    let (_folder, karto) = serve("{metrics: {wikimediaNames: true}}", "{level: info}");
    for path in [
        "/map/1/0/0.png",
        "/map/1/0/0@1.3x.png",
        "/map/info.json",
        "/map/99/0/0.png",
        "/map/1/0/0@9x.png",
        "/hidden/info.json",
        "/nobody/1/0/0.png",
        "/down/1/0/0.pbf",
        "/_info",
    ] {
        karto.get(path);
    }
    for (name, value) in [
        (r#"kartotherian_request_duration_ms_count{source="map",zed="1",format="png"}"#, 1.0),
        (r#"kartotherian_request_duration_ms_count{source="map",zed="1",format="png",scale="1-3"}"#, 1.0),
        (r#"kartotherian_request_duration_ms_count{source="map",zed="info"}"#, 1.0),
        (r#"kartotherian_request_duration_ms_bucket{le="+Inf",source="map",zed="info"}"#, 1.0),
        (r#"kartotherian_router_duration_ms_count{path="-info",verb="GET",response_code="200"}"#, 1.0),
        (r#"kartotherian_err_requests_count{type="coords"}"#, 1.0),
        (r#"kartotherian_err_requests_count{type="scale"}"#, 1.0),
        (r#"kartotherian_err_requests_count{type="sourceinfo"}"#, 1.0),
        (r#"kartotherian_err_requests_count{type="source"}"#, 1.0),
        ("kartotherian_err_unknown", 1.0),
        ("kartotherian_init", 1.0),
    ] {
        assert_eq!(karto.metric(name), Some(value), "{name}\n{}", karto.admin("GET", "/metrics").text());
    }
    let text = karto.admin("GET", "/metrics").text();
    assert!(text.ends_with("# EOF\n") && text.matches("# EOF").count() == 1 && !text.contains("nobody"));

    let (_folder, without) = serve("{}", "{level: info}");
    without.get("/map/1/0/0.png");
    assert!(!without.admin("GET", "/metrics").text().contains("kartotherian"));
}

#[test]
fn log_lines_have_the_fields_of_bunyan() {
    let logging = "{level: debug, name: maps, streams: [{type: stdout, named_levels: true}]}";
    let (_folder, mut karto) = serve("{log: {format: bunyan}}", logging);
    let first = karto.first_line();
    let keys: Vec<_> = first.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys[..5], ["name", "hostname", "pid", "level", "levelPath"]);
    assert_eq!(keys[keys.len() - 3..], ["msg", "time", "v"]);
    assert_eq!((&first["name"], &first["level"], &first["v"]), (&"maps".into(), &"INFO".into(), &0.into()));
    assert_eq!((&first["levelPath"], &first["msg"]), (&"info/lifecycle".into(), &"karto starts".into()));
    assert!(first["pid"].is_u64() && !first["hostname"].as_str().unwrap().is_empty());
    let time = first["time"].as_str().unwrap();
    assert!(time.len() == 24 && time.ends_with('Z') && time.as_bytes()[10] == b'T', "{time}");

    karto.get("/down/1/0/0.pbf?lang=fr");
    let failed = karto.logged("tile failed");
    assert_eq!((&failed["level"], &failed["levelPath"]), (&"WARN".into(), &"warn/tile".into()));
    let request = &failed["request"];
    assert_eq!((&request["url"], &request["method"]), (&"/down/1/0/0.pbf?lang=fr".into(), &"GET".into()));
    assert_eq!(request["remoteAddress"], "127.0.0.1");
    let answered = karto.logged("answered");
    assert_eq!((&answered["status"], &answered["request"]["method"]), (&400.into(), &"GET".into()), "{answered}");
    assert_eq!(answered["request_id"], failed["request_id"]);
    assert!(failed["request_id"].as_str().is_some_and(|id| !id.is_empty()) && failed.get("span").is_none());

    let (_folder, numbered) = serve("{log: {format: bunyan}}", "{level: info}");
    assert_eq!((&numbered.first_line()["level"], &numbered.first_line()["name"]), (&30.into(), &"kartotherian".into()));
}
