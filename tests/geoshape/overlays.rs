//! Shapes in the map data of wiki pages, on `/img`: nothing is asked over HTTP for them.

use axum::{Router, body::Bytes, routing::post};
use karto::image::decode;
use serde_json::{Value, json};

use crate::{TABLES, harness::Karto, postgres::Postgres};

const SOURCES: &str = "
  tree: {public: true, uri: 'file://{tiles}?filetype=pbf'}
  map:
    public: true
    formats: [png]
    static: true
    uri: style:///embedded/osm-bright
    params: {source: {ref: tree}}
";

/// External data of the map server of the wiki.
fn external(service: &str, target: &str) -> Value {
    let url = format!("https://maps.wiki.example/{target}");
    let look = json!({"fill": "#ff0000", "fill-opacity": 1, "stroke": "#ff0000", "stroke-width": if service == "geoline" { 9 } else { 1 }});
    json!([{"type": "ExternalData", "service": service, "url": url, "properties": look}])
}

/// The page's groups.
fn groups() -> Value {
    json!({
        "area": external("geoshape", "geoshape?getgeojson=1&ids=Q1"),
        "mask": external("geomask", "geoshape?getgeojson=1&ids=Q1"),
        "line": external("geoline", "geoline?getgeojson=1&ids=Q5"),
        "unknown": external("geoshape", "geoshape?getgeojson=1&ids=Q99"),
        "elsewhere": external("geoshape", "other?ids=Q1"),
        "invalid": external("geoshape", "geoshape?ids=nonsense"),
    })
}

/// Serves the API of the wiki, and returns its address.
async fn wiki() -> String {
    let answer =
        async |_: Bytes| json!({"query": {"pages": [{"title": "Foo", "mapdata": groups().to_string()}]}}).to_string();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/w/api.php", post(answer))).await.unwrap() });
    format!("http://{address}/w/api.php")
}

#[tokio::test(flavor = "multi_thread")]
async fn shapes_of_map_data_are_drawn() {
    let database = Postgres::shared().database(TABLES);
    let conf = format!(
        "geoshapes: {{url: '{}', wikidataQueryService: false}}\nallowedDomains: {{https: [wiki.example]}}\n\
         mwapi_req: {{uri: '{}', headers: {{host: '{{{{request.params.domain}}}}'}}, body: '{{{{request.query}}}}'}}",
        database.url(),
        wiki().await
    );
    let karto = Karto::serve(&conf, SOURCES).await;
    // Five degrees have 28 pixels. The shape of Q1 reaches from 0° to 10°, its middle is that of the picture.
    for (group, middle, corner) in [
        ("area", true, false),
        ("mask", false, true),
        ("area,mask", true, true),
        ("unknown", false, false),
        ("elsewhere", false, false),
        ("invalid,area", true, false),
    ] {
        let path = format!("/img/map,3,5,5,100x100.png?domain=en.wiki.example&title=Foo&groups={group}");
        let reply = karto.get(&path).await;
        assert_eq!(reply.status, 200, "{group}: {}", reply.text());
        let picture = decode(&reply.body).unwrap();
        let is_red = |[r, g, b, _]: [u8; 4]| r > 200 && g < 60 && b < 60;
        let at = |x: usize, y: usize| is_red(picture.pixels()[y * 100 + x]);
        assert_eq!((at(50, 50), at(3, 3)), (middle, corner), "{group}");
    }
    // The hole of a mask is in each copy of the world.
    let reply = karto.get("/img/map,0,0,0,900x100.png?domain=en.wiki.example&title=Foo&groups=mask").await;
    let picture = decode(&reply.body).unwrap();
    let row: Vec<_> = (0..900).map(|x| picture.pixels()[46 * 900 + x]).collect();
    let holes = row.windows(2).filter(|pair| pair[0][1] < 60 && pair[1][1] >= 60).count();
    assert_eq!(holes, 3, "{row:?}");
    let reply = karto.get("/img/map,5,0,2,100x100.png?domain=en.wiki.example&title=Foo&groups=line").await;
    let picture = decode(&reply.body).unwrap();
    let [red, green, ..] = picture.pixels()[50 * 100 + 15];
    assert!(red > 200 && green < 60, "the line");
}
