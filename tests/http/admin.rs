//! The admin port.

use std::time::Duration;

use crate::harness::{Karto, SOURCES, Upstream};

#[tokio::test]
async fn readiness_names_every_dependency() {
    let sources =
        format!("{SOURCES}  down: {{public: true, formats: [pbf], uri: 'http://127.0.0.1:1/{{z}}/{{x}}/{{y}}.pbf'}}\n");
    let karto = Karto::serve("", &sources).await;
    assert_eq!(karto.ask_admin("GET", "/live").await.status, 200);
    let ready = karto.ask_admin("GET", "/ready").await;
    assert_eq!(ready.status, 200, "one bad upstream does not take the others out");
    let body = ready.json();
    assert_eq!((&body["usable"]["map"], &body["usable"]["down"]), (&true.into(), &false.into()));
    assert_eq!(body["dependencies"]["tree"]["up"], true);
    assert_eq!(body["dependencies"]["down"]["up"], false);
}

#[tokio::test]
async fn a_process_without_a_usable_source_is_alive_and_not_ready() {
    let sources = "\n  down: {public: true, formats: [pbf], uri: 'http://127.0.0.1:1/{z}/{x}/{y}.pbf'}\n";
    let karto = Karto::serve("", sources).await;
    assert_eq!(karto.ask_admin("GET", "/live").await.status, 200);
    let ready = karto.ask_admin("GET", "/ready").await;
    assert_eq!((ready.status, &ready.json()["ready"]), (503, &false.into()));
}

#[tokio::test]
async fn metrics_count_responses() {
    let karto = Karto::simple().await;
    karto.get("/pbf/1/0/0.pbf").await;
    karto.get("/pbf/99/0/0.pbf").await;
    karto.get("/nobody-here/1/0/0.pbf").await;
    let metrics = karto.ask_admin("GET", "/metrics").await;
    assert!(metrics.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let text = metrics.text();
    assert!(text.contains(r#"karto_requests_total{route="tile",source="pbf",format="pbf",status="200"}"#), "{text}");
    assert!(text.contains(r#"karto_requests_total{route="tile",source="pbf",format="pbf",status="400"}"#));
    assert!(text.contains("karto_request_duration_seconds_bucket"));
    assert!(!text.contains("nobody-here"), "outsiders must not fill the metrics");
    assert!(text.ends_with("# EOF\n"));
}

#[tokio::test]
async fn after_a_purge_the_next_request_gets_a_new_tile() {
    let upstream = Upstream::start(Duration::ZERO).await;
    let karto = Karto::serve("", &upstream.sources()).await;
    let paths = ["/slow/1/0/0.pbf", "/slow/2/0/0.pbf", "/slow/2/3/3.pbf"];
    for path in paths {
        karto.get(path).await;
    }
    for (purge, gone) in
        [("source=slow&zoom=1", 1), ("bbox=100,-80,120,-70", 1), ("key=/slow/2/0/0.pbf", 1), ("source=slow", 0)]
    {
        let reply = karto.ask_admin("POST", &format!("/purge?{purge}")).await;
        assert_eq!(reply.json(), serde_json::json!({ "purged": gone }), "{purge}");
    }
    for path in paths {
        karto.get(path).await;
    }
    assert_eq!(upstream.asked(), 6);
    for bad in ["", "source=nosuch", "zoom=x", "suorce=slow"] {
        assert_eq!(karto.ask_admin("POST", &format!("/purge?{bad}")).await.status, 400, "{bad}");
    }
    assert_eq!(karto.ask_admin("GET", "/purge?all=true").await.status, 405);
}

#[tokio::test]
async fn a_character_without_a_glyph_is_left_out_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let style = serde_json::json!({
        "version": 8,
        "sources": {"point": {"type": "geojson", "data": {"type": "Point", "coordinates": [0, 40]}}},
        "layers": [{"id": "label", "type": "symbol", "source": "point",
            "layout": {"text-field": "A\u{10a60}B", "text-font": ["Noto Sans Regular"], "text-size": 40}}],
    });
    std::fs::write(folder.path().join("style.json"), style.to_string()).unwrap();
    let map = format!(
        "{SOURCES}  odd: {{public: true, uri: 'style://{}/style.json', params: {{source: {{ref: tree}}}}}}\n",
        folder.path().display()
    );
    let karto = Karto::serve("", &map).await;
    let tile = karto.get("/odd/0/0/0.png").await;
    assert_eq!(tile.status, 200, "{tile:?}");
    assert!(tile.body.len() > 300, "the rest of the label is drawn");
    let metrics = karto.ask_admin("GET", "/metrics").await;
    let count =
        metrics.text().lines().find_map(|line| line.strip_prefix("karto_glyphs_missing_total ")).unwrap().to_owned();
    assert_ne!(count, "0");
}
