//! Static maps under karto's own addresses and those of tileserver-gl and Mapbox.

use karto::image::{Bitmap, decode};

use crate::harness::{Karto, Reply};

/// `map` is drawn from tiles with an attribution; `closed` may not be used for static maps.
const SOURCES: &str = "
  tree: {uri: 'file://{tiles}?filetype=pbf', setInfo: {maxzoom: 1, attribution: '<b>Data</b> &copy; them'}}
  map: {public: true, maxzoom: 12, uri: 'style:///embedded/osm-bright', params: {source: {ref: tree}}}
  closed: {public: true, static: false, uri: 'style:///embedded/osm-bright', params: {source: {ref: tree}}}
";

/// The embedded world, which has labels.
const WORLD: &str = "
  world: {uri: 'pmtiles:///embedded/world'}
  names: {uri: 'json2tags://', params: {source: {ref: world}, tag: name, multiTag: name_}}
  map: {public: true, uri: 'style:///embedded/light', params: {source: {ref: names}}}
";

/// Red lines of four pixels.
const RED: &str = "path=stroke:%23f00%7Cwidth:4%7C-10,0%7C10,0&attribution=false";

fn picture(reply: &Reply) -> Bitmap {
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    decode(&reply.body).unwrap()
}

fn is_red([r, g, b, _]: [u8; 4]) -> bool {
    r > 200 && g < 60 && b < 60
}

/// The number of red pixels.
fn red(reply: &Reply) -> usize {
    picture(reply).pixels().iter().filter(|pixel| is_red(**pixel)).count()
}

#[tokio::test]
async fn three_spellings_draw_the_same_picture() {
    let karto = Karto::serve("", SOURCES).await;
    let own = karto.get(&format!("/map/static/0,0,3/200x100@2x.png?{RED}")).await;
    assert_eq!((picture(&own).width(), picture(&own).height()), (400, 200));
    assert!(red(&own) > 1000);
    let gl = karto.get(&format!("/styles/map/static/0,0,3/200x100@2x.png?{RED}")).await;
    assert_eq!(own.body, gl.body);
    // Mapbox's zooms are those of larger tiles. The polyline `??_ibE_ibE` begins in the middle.
    let line = "path-4+f00(%3F%3F_ibE_ibE)";
    let mapbox = karto.get(&format!("/styles/v1/user/map/static/{line}/0,0,2/200x100@2x?attribution=false")).await;
    assert_eq!((picture(&mapbox).width(), mapbox.header("content-type")), (400, Some("image/png")));
    assert!(red(&mapbox) > 100);
}

#[tokio::test]
async fn every_format_of_pictures_is_written() {
    let karto = Karto::serve("", SOURCES).await;
    for (format, kind) in [
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("webp", "image/webp"),
        ("svg", "image/svg+xml; charset=utf-8"),
    ] {
        let reply = karto.get(&format!("/map/static/0,0,1/64x64.{format}?{RED}")).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(kind)));
    }
    let reply = karto.get("/map/static/0,0,1/64x64.pbf").await;
    assert_eq!(reply.json(), "Format pbf is not allowed for static images");
}

#[tokio::test]
async fn auto_fits_the_overlay_even_across_the_antimeridian() {
    let karto = Karto::serve("", SOURCES).await;
    let line = |west, east| {
        format!("/map/static/auto/200x100.png?path=stroke:red%7Cwidth:4%7C{west},0%7C{east},0&attribution=0")
    };
    let (here, there) = (karto.get(&line(-5, 5)).await, karto.get(&line(175, -175)).await);
    assert_eq!(red(&here), red(&there), "the same line on the other side of the earth");
    assert!(red(&here) > 500);
    let nothing = karto.get("/map/static/auto/200x100.png").await;
    assert_eq!(nothing.json(), "auto needs something to show: path, marker or geojson");
}

#[tokio::test]
async fn a_body_is_geojson_or_options_and_limited_in_size() {
    let karto = Karto::serve("karto: {staticMaps: {bodyBytes: 1KiB}}", SOURCES).await;
    let post = async |body: &str| {
        let head = format!(
            "POST /map/static/0,0,3/200x100.png HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        karto.raw(format!("{head}{body}").as_bytes()).await
    };
    let line = r#"{"type":"Feature","properties":{"stroke":"f00","stroke-width":4},"geometry":{"type":"LineString","coordinates":[[-10,0],[10,0]]}}"#;
    let reply = post(line).await;
    assert!(red(&reply) > 300);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let options = r##"{"path": ["stroke:#f00|width:4|-10,0|10,0"], "attribution": false}"##;
    assert!(red(&post(options).await) > 300);
    assert_eq!(post("nonsense").await.json(), "The body is not JSON");
    let reply = post(&" ".repeat(2000)).await;
    assert_eq!((reply.status, reply.json()), (413, "The request body has more than 1024 bytes".into()));
    let chunked = "POST /map/static/0,0,3/20x10.png HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = format!("7d0\r\n{}\r\n0\r\n\r\n", " ".repeat(2000));
    assert_eq!(karto.raw(format!("{chunked}{chunk}").as_bytes()).await.status, 413);
}

#[tokio::test]
async fn an_overlay_may_be_beneath_the_labels_or_beneath_a_layer() {
    let karto = Karto::serve("", WORLD).await;
    let area = "path=fill:%23f00%7C-80,-60%7C80,-60%7C80,60%7C-80,60%7C-80,-60&attribution=false";
    let on_top = red(&karto.get(&format!("/map/static/0,0,2/300x300.png?{area}")).await);
    let beneath = red(&karto.get(&format!("/map/static/0,0,2/300x300.png?{area}&beneath=labels")).await);
    assert!(on_top > beneath && beneath > on_top / 2, "labels are above the area: {on_top}, {beneath}");
    let layer = karto.get(&format!("/map/static/0,0,2/300x300.png?{area}&before_layer=nosuch")).await;
    assert_eq!(layer.json(), "The style has no layer \"nosuch\"");
}

#[tokio::test]
async fn the_attribution_is_drawn_unless_it_is_turned_off() {
    let karto = Karto::serve("", SOURCES).await;
    let with = picture(&karto.get("/map/static/100,0,3/300x100.png").await);
    let without = picture(&karto.get("/map/static/100,0,3/300x100.png?attribution=false").await);
    let changed = |row: usize| (0..300).any(|x| with.pixels()[row * 300 + x] != without.pixels()[row * 300 + x]);
    assert!((90..100).all(changed) && !(0..80).any(changed), "only in the lower corner");
}

#[tokio::test]
async fn markers_are_pins_texts_or_images_of_the_configured_folder() {
    let folder = tempfile::tempdir().unwrap();
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="#f00"/></svg>"##;
    std::fs::write(folder.path().join("box.svg"), svg).unwrap();
    let conf = format!("karto: {{staticMaps: {{icons: '{}'}}}}", folder.path().display());
    let karto = Karto::serve(&conf, SOURCES).await;
    let shown =
        async |query: &str| red(&karto.get(&format!("/map/static/0,0,3/100x100.png?attribution=no&{query}")).await);
    assert_eq!(shown("").await, 0);
    assert_eq!(shown("marker=0,0%7Cbox").await, 400);
    assert_eq!(shown("marker=0,0%7Cbox.svg%7Cscale:2").await, 1600);
    assert_eq!(shown("marker=0,0%7Cbox&marker=180,0%7Cbox").await, 400, "the other one is far away");
    assert!(shown("marker=0,0%7Cpin-l%2Bf00").await > 300);
    assert!(shown("text=0,0%7CHello%7Csize:40%7Ccolor:red%7Chalo:%23fff0").await > 200);
    let missing = karto.get("/map/static/0,0,3/100x100.png?marker=0,0%7C../box").await;
    assert_eq!((missing.status, missing.json()), (400, "There is no marker image \"../box\"".into()));
}

#[tokio::test]
async fn every_refusal_says_why() {
    let karto = Karto::serve("karto: {staticMaps: {pixels: 40000, points: 3, markers: 1}}", SOURCES).await;
    for (path, message) in [
        ("/nosuch/static/0,0,1/10x10.png", "Unknown source"),
        ("/closed/static/0,0,1/10x10.png", "Static snapshot images are not enabled for this source"),
        ("/map/static/0,0,1/201x200.png", "Requested image is too big"),
        ("/map/static/0,0,1/101x100@2x.png", "Requested image is too big"),
        ("/map/static/0,0,1/0x10.png", "Width and height must be at least 1"),
        ("/map/static/0,0,1/10x10@9x.png", "The scale must be a number from 1 to 4"),
        ("/map/static/0,0,13/10x10.png", "Maximum zoom is 12"),
        ("/map/static/0,0,1,90,9/10x10.png", "Bearing and pitch must be 0"),
        ("/map/static/0,0/10x10.png", "The place must be lon,lat,zoom or west,south,east,north or auto"),
        ("/map/static/0,0,1/10x10.png?path=0,0%7C1,1%7C2,2%7C3,3", "The overlay has more than 3 points"),
        ("/map/static/0,0,1/10x10.png?marker=0,0&marker=1,1", "The overlay has more than 1 markers"),
        ("/map/static/0,0,1/10x10.png?path=0,0", "A path needs at least two places"),
        ("/map/static/0,0,1/10x10.png?path=0,0%7Cx,1", "\"x,1\" is not a longitude and a latitude"),
        ("/map/static/0,0,1/10x10.png?geojson=%7B", "geojson is not JSON"),
        ("/map/static/0,0,1/10x10.png?lang=en1", "lang param is not valid"),
        ("/map/static/auto/10x10.png?path=0,0%7C1,1&padding=x", "padding must be one to four numbers of pixels"),
    ] {
        let reply = karto.get(path).await;
        assert_eq!((reply.status, reply.json()), (400, message.into()), "{path}");
    }
    let off = Karto::serve("karto: {staticMaps: {enabled: false}}", SOURCES).await;
    assert_eq!(off.get("/map/static/0,0,1/10x10.png").await.status, 404);
}

#[tokio::test]
async fn the_allowed_methods_are_named() {
    let karto = Karto::serve("", SOURCES).await;
    let options = karto.ask("OPTIONS", "/map/static/0,0,1/10x10.png", &[]).await;
    assert_eq!((options.status, options.header("allow")), (200, Some("GET,HEAD,POST")));
    let put = karto.ask("PUT", "/map/static/0,0,1/10x10.png", &[]).await;
    assert_eq!((put.status, put.header("allow")), (405, Some("GET, HEAD, POST, OPTIONS")));
}

#[tokio::test]
async fn an_error_may_be_a_picture() {
    let karto = Karto::serve("", SOURCES).await;
    let reply = karto.get("/map/static/0,0,99/200x100.png?error=picture").await;
    assert_eq!((reply.status, reply.header("content-type")), (400, Some("image/png")));
    assert_eq!(decode(&reply.body).unwrap().width(), 200);
    let karto = Karto::serve("karto: {staticMaps: {errorPictures: true}}", SOURCES).await;
    assert_eq!(karto.get("/map/static/0,0,99/200x100.png").await.header("content-type"), Some("image/png"));
}
