//! Successful responses.

use karto::image::{Bitmap, ImageEncoding, decode, encode};
use karto::mvt::Tile;

use crate::harness::{Karto, SOURCES, tile};

#[tokio::test]
async fn a_vector_tile_is_compressed_once_and_is_the_tile_of_the_source() {
    let karto = Karto::simple().await;
    let reply = karto.get("/pbf/0/0/0.pbf").await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    assert_eq!(reply.header("content-type"), Some("application/octet-stream"));
    assert_eq!(reply.header("vary"), Some("Accept-Encoding"));
    assert_eq!(reply.plain(), tile(50));
    assert!(reply.header("server-timing").unwrap().contains("cache;desc=miss"));
    let again = karto.get("/pbf/0/0/0.pbf").await;
    assert!(again.header("server-timing").unwrap().contains("cache;desc=hit"));
    assert_eq!(again.body, reply.body);
}

#[tokio::test]
async fn each_coding_has_its_own_tag_and_the_same_content() {
    let karto = Karto::simple().await;
    let mut tags = Vec::new();
    for (accept, coding) in [
        ("gzip", Some("gzip")),
        ("gzip;q=0.5, br", Some("br")),
        ("zstd", Some("zstd")),
        ("identity", None),
        ("gzip;q=0", None),
        ("br", Some("br")),
    ] {
        let reply = karto.get_with("/pbf/0/0/0.pbf", &[("Accept-Encoding", accept)]).await;
        assert_eq!(reply.header("content-encoding"), coding, "{accept}");
        assert_eq!(reply.plain(), tile(50), "{accept}");
        tags.push(reply.header("etag").unwrap().to_owned());
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4, "{tags:?}");
}

#[tokio::test]
async fn text_is_uncompressed_for_a_client_that_names_no_coding() {
    let karto = Karto::simple().await;
    for path in ["/?spec", "/map/info.json", "/pbf/0/0/0.json", "/"] {
        let silent = karto.get(path).await;
        assert_eq!((silent.status, silent.header("content-encoding")), (200, None), "{path}");
        let packed = karto.get_with(path, &[("Accept-Encoding", "gzip")]).await;
        assert_eq!(packed.plain(), silent.body, "{path}");
    }
    let spec = karto.get_with("/?spec", &[("Accept-Encoding", "gzip")]).await;
    assert_eq!(spec.header("content-encoding"), Some("gzip"), "long enough to be worth packing");
}

#[tokio::test]
async fn a_known_tag_gets_304_in_every_coding() {
    let karto = Karto::simple().await;
    for accept in ["gzip", "gzip;q=0.5, br", "identity"] {
        let first = karto.get_with("/pbf/0/0/0.pbf", &[("Accept-Encoding", accept)]).await;
        let tag = first.header("etag").unwrap();
        let headers = [("Accept-Encoding", accept), ("If-None-Match", tag)];
        let second = karto.get_with("/pbf/0/0/0.pbf", &headers).await;
        assert_eq!((second.status, second.body.len()), (304, 0), "{accept}");
        assert_eq!(second.header("etag"), Some(tag));
        assert_eq!(second.header("content-length"), None);
        let asked_anew = [headers[0], headers[1], ("Cache-Control", "no-cache")];
        assert_eq!(karto.get_with("/pbf/0/0/0.pbf", &asked_anew).await.status, 200);
    }
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let karto = Karto::simple().await;
    for path in ["/pbf/0/0/0.pbf", "/map/info.json", "/map/0/0/0.png", "/", "/robots.txt", "/pbf/0/0/0.gif"] {
        let (get, head) = (karto.get(path).await, karto.ask("HEAD", path, &[]).await);
        assert_eq!(head.status, get.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["content-length", "content-type", "etag", "cache-control", "content-encoding"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        assert_eq!(get.header("content-length").unwrap(), get.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn json_tiles_have_the_content_or_a_summary() {
    let karto = Karto::simple().await;
    let all = karto.get("/pbf/1/0/0.json").await;
    assert_eq!(all.header("content-type"), Some("application/json; charset=utf-8"));
    let layers: serde_json::Value = serde_json::from_slice(&all.plain()).unwrap();
    assert_eq!(layers[0]["name"], "place_label");
    assert_eq!(layers[0]["features"][2]["properties"]["name"], "Place number 2");
    assert_eq!(layers[0]["features"][0]["geometry"], serde_json::json!([9, 0, 200]));
    assert_eq!(karto.get("/pbf/1/0/0.json?nogeo").await.json()[0]["features"][0]["geometry"], 3);
    let summary = karto.get("/pbf/1/0/0.json?summary&nogeo").await.json();
    assert_eq!(summary["place_label"]["features"], 3);
    assert_eq!(karto.get("/pbf/1/1/1.json").await.text(), "[]");
    assert_eq!(karto.get("/pbf/1/1/1.json?summary").await.text(), "{}");
}

#[tokio::test]
async fn labels_are_in_the_requested_language() {
    let karto = Karto::simple().await;
    let name = async |query: &str| {
        let reply = karto.get(&format!("/map/1/0/0.json?nogeo{query}")).await;
        let layers: serde_json::Value = serde_json::from_slice(&reply.plain()).unwrap();
        layers[0]["features"][0]["properties"]["name"].as_str().unwrap().to_owned()
    };
    assert_eq!(name("&lang=de").await, "Ort Nummer 0");
    assert_eq!(name("").await, "Place number 0");
    assert_eq!(name("&lang=").await, "Place number 0");
    assert_eq!(name("&Lang=de").await, "Place number 0");
    let long = "a".repeat(200);
    assert_eq!(name(&format!("&lang={long}")).await, "Place number 0", "a code of any length is a code");
}

#[tokio::test]
async fn headers_of_a_drawn_tile_are_available_as_json() {
    let karto = Karto::simple().await;
    let full = karto.get("/map/1/0/0.headers").await;
    assert_eq!(full.header("x-vector-backend-object"), Some("default"));
    assert_eq!(full.json()["x-vector-backend-object"], "default");
    assert!(full.json()["ETag"].as_str().unwrap().starts_with('"'));
    let empty = karto.get("/map/1/1/1.headers").await;
    assert_eq!(empty.header("x-vector-backend-object"), Some("empty"));
}

#[tokio::test]
async fn a_drawn_tile_is_an_image_of_the_size_for_its_scale() {
    let karto = Karto::simple().await;
    for (path, size) in [("/map/1/0/0.png", 256u32), ("/map/1/0/0@1.3x.png", 332), ("/map/1/0/0@2X.png/", 512)] {
        let reply = karto.get(path).await;
        assert_eq!(reply.header("content-type"), Some("image/png"), "{path}: {:?}", reply.status);
        assert_eq!(reply.body[16..20], size.to_be_bytes(), "{path}");
        assert_eq!(reply.header("vary"), None, "pictures have no other coding");
    }
    let neighbour = karto.get("/map/1/1/0.png").await;
    let timing = neighbour.header("server-timing").unwrap();
    assert!(timing.contains("cache;desc=hit"), "drawn with its neighbour: {timing}");
}

#[tokio::test]
async fn tiles_beyond_the_maximum_zoom_are_cut_from_an_ancestor() {
    let karto = Karto::simple().await;
    let reply = karto.get("/pbf/3/0/0.pbf").await;
    assert_eq!(reply.status, 200);
    let bytes = reply.plain();
    let tile = Tile::decode(&bytes).unwrap();
    assert_eq!(tile.layers[0].features.len(), 3);
}

#[tokio::test]
async fn a_missing_vector_tile_is_answered_as_configured() {
    for (policy, status) in [("empty", 200), ("no-content", 204), ("error", 400)] {
        let conf = format!("karto: {{answers: {{missingTile: {policy}}}}}");
        let karto =
            Karto::serve(&conf, "\n  plain: {public: true, formats: [pbf], uri: 'file://{tiles}?filetype=pbf'}").await;
        let reply = karto.get("/plain/1/1/0.pbf").await;
        assert_eq!(reply.status, status, "{policy}");
        if status == 400 {
            assert_eq!(reply.text(), "\"Tile does not exist\"");
        } else {
            assert!(reply.body.is_empty());
        }
    }
    let karto = Karto::serve("", SOURCES).await;
    let beyond = karto.get("/pbf/5/0/0.pbf").await;
    assert_eq!((beyond.status, beyond.text()), (400, "\"Tile does not exist\""), "beyond the source's zooms");
}

#[tokio::test]
async fn an_svg_tile_is_a_compressed_document_of_shapes() {
    let sources = SOURCES.replace("formats: [png, json, headers]", "formats: [png, svg]");
    let karto = Karto::serve("", &sources).await;
    let reply = karto.get_with("/map/0/0/0.svg", &[("Accept-Encoding", "gzip")]).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.header("content-type"), Some("image/svg+xml; charset=utf-8"));
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    let document = String::from_utf8(reply.plain()).unwrap();
    assert!(document.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"256\""), "{document}");
    assert!(document.contains("<path") && !document.contains("<image"), "{document}");
    let double = String::from_utf8(karto.get("/map/0/0/0@2x.svg").await.plain()).unwrap();
    assert!(double.contains("width=\"512\""), "{double}");
}

#[tokio::test]
async fn geojson_and_images_in_files_next_to_a_style_are_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let square = serde_json::json!({"type": "Polygon", "coordinates": [[[-90, -60], [90, -60], [90, 60], [-90, 60], [-90, -60]]]});
    file("square.geojson", square.to_string().as_bytes());
    let mut red = Bitmap::new(4, 4).unwrap();
    red.fill([255, 0, 0, 255]);
    file("red.png", &encode(&red, ImageEncoding::Png).unwrap());
    let style = serde_json::json!({
        "version": 8,
        "sources": {
            "square": {"type": "geojson", "data": "square.geojson"},
            "red": {"type": "image", "url": "red.png", "coordinates": [[-45, 40], [45, 40], [45, -40], [-45, -40]]},
        },
        "layers": [
            {"id": "square", "type": "fill", "source": "square", "paint": {"fill-color": "blue"}},
            {"id": "red", "type": "raster", "source": "red"},
        ],
    });
    file("style.json", style.to_string().as_bytes());
    let own = format!(
        "{SOURCES}  own: {{public: true, uri: 'style://{}/style.json', params: {{source: {{ref: tree}}}}}}\n",
        folder.path().display()
    );
    let karto = Karto::serve("", &own).await;
    let picture = decode(&karto.get("/own/0/0/0.png").await.body).unwrap();
    let color = |x, y| picture.pixel(x, y).unwrap();
    assert_eq!(color(128, 128), [255, 0, 0, 255], "the picture");
    assert_eq!(color(75, 128), [0, 0, 255, 255], "the square");
    assert_eq!(color(10, 128)[3], 0, "nothing");
    let document = karto.get("/own/style.json").await.json();
    assert_eq!(document["sources"]["square"]["data"], square, "a browser has no other way to it");
    assert!(document["sources"]["red"]["url"].as_str().unwrap().starts_with("data:image/png;base64,"));
}
