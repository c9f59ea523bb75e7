//! `info.json`.

use serde_json::json;

use crate::harness::Karto;

const SOURCES: &str = "
  tree:
    uri: 'file://{tiles}?filetype=pbf'
    setInfo: {maxzoom: 1, vector_layers: [{id: place_label}], attribution: <b>them</b> & us}
  pbf:
    public: true
    formats: [pbf]
    uri: overzoom://
    params: {source: {ref: tree}, maxzoom: 4}
  mine:
    public: true
    formats: [pbf]
    minzoom: 1
    maxzoom: 3
    uri: overzoom://
    params: {source: {ref: pbf}, maxzoom: 4}
    overrideInfo: {attribution: null, tiles: ['https://cdn.test/{z}/{x}/{y}.pbf'], extra: 7}
";

#[tokio::test]
async fn derived_sources_inherit_info_and_the_configuration_overrides_it() {
    let karto = Karto::serve("", SOURCES).await;
    let pbf = karto.get("/pbf/info.json").await;
    assert_eq!(
        pbf.json(),
        json!({
            "tilejson": "2.1.0", "name": "pbf", "maxzoom": 1, "vector_layers": [{"id": "place_label"}],
            "attribution": "<b>them</b> & us", "tiles": ["http://maps.test/pbf/{z}/{x}/{y}.pbf"],
        })
    );
    assert_eq!(
        karto.get("/mine/INFO.JSON/").await.json(),
        json!({
            "tilejson": "2.1.0", "name": "mine", "minzoom": 1, "maxzoom": 3, "vector_layers": [{"id": "place_label"}],
            "tiles": ["https://cdn.test/{z}/{x}/{y}.pbf"], "extra": 7,
        })
    );
}

#[tokio::test]
async fn info_with_a_format_is_an_escaped_page() {
    let karto = Karto::serve("", SOURCES).await;
    let page = karto.get("/pbf/info.json?format=html").await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(page.text().starts_with("<pre>{\n \"tilejson\": \"2.1.0\",\n \"name\": \"pbf\""), "{}", page.text());
    assert!(page.text().contains("&lt;b>them&lt;/b> &amp; us"), "{}", page.text());
    let plain = karto.get("/pbf/info.json?format").await;
    assert_eq!(plain.header("content-type"), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn urls_use_trusted_proxies_or_the_fixed_url() {
    let forwarded = [("X-Forwarded-Host", "maps.example.org"), ("X-Forwarded-Proto", "https")];
    let tiles = |reply: crate::harness::Reply| reply.json()["tiles"][0].as_str().unwrap().to_owned();
    let karto = Karto::serve("", SOURCES).await;
    assert_eq!(tiles(karto.get_with("/pbf/info.json", &forwarded).await), "http://maps.test/pbf/{z}/{x}/{y}.pbf");
    let trusting = Karto::serve("karto: {trustedProxies: [127.0.0.0/8]}", SOURCES).await;
    let url = tiles(trusting.get_with("/pbf/info.json", &forwarded).await);
    assert_eq!(url, "https://maps.example.org/pbf/{z}/{x}/{y}.pbf");
    let fixed = Karto::serve("karto: {publicUrl: 'https://fixed.test/maps/'}", SOURCES).await;
    let url = tiles(fixed.get_with("/pbf/info.json", &forwarded).await);
    assert_eq!(url, "https://fixed.test/maps/pbf/{z}/{x}/{y}.pbf");
}
