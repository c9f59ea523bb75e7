//! `/img`: Kartotherian's static maps.

use karto::image::{Bitmap, decode};

use crate::harness::Karto;

/// `map` may be used for static maps; `tree` has no tiles of pictures.
const SOURCES: &str = "
  tree: {public: true, static: true, formats: [pbf], uri: 'file://{tiles}?filetype=pbf'}
  map:
    public: true
    formats: [png, jpeg]
    scales: [1.3, 2]
    maxzoom: 3
    static: true
    maxwidth: 512
    maxheight: 512
    uri: style:///embedded/osm-bright
    params: {source: {ref: tree}}
    defaultHeaders: {cache-control: 'max-age=7', x-own: 'yes'}
  other: {public: true, uri: 'style:///embedded/osm-bright', params: {source: {ref: tree}}}
";

fn picture(body: &[u8]) -> Bitmap {
    decode(body).unwrap()
}

#[tokio::test]
async fn a_picture_has_the_size_of_the_request_times_the_scale() {
    let karto = Karto::serve("", SOURCES).await;
    for (path, size) in [
        ("/img/map,1,0,0,100x50.png", (100, 50)),
        ("/IMG/map,1,0,0,100x50@2x.png", (200, 100)),
        ("/img/map,1,0,0,100x50@1.3x.png/", (130, 65)),
        ("/img/map,0,999,-999,512x512.jpeg", (512, 512)),
        ("/img/map,1,0,0,0x0.png", (256, 256)),
        ("/img/map,1,0,0,0x100.png", (256, 100)),
    ] {
        let reply = karto.get(path).await;
        assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.body));
        let picture = picture(&reply.body);
        assert_eq!((picture.width(), picture.height()), size, "{path}");
    }
}

#[tokio::test]
async fn the_headers_are_those_of_the_picture() {
    let karto = Karto::serve("", SOURCES).await;
    let reply = karto.get("/img/map,1,0,0,100x50.png").await;
    assert_eq!(reply.header("content-type"), Some("image/png"));
    assert_eq!(reply.header("cache-control"), Some("max-age=3600"), "not the source's own");
    assert_eq!(reply.header("x-own"), Some("yes"));
    let (tag, date) = (reply.header("etag").unwrap(), reply.header("last-modified").unwrap());
    let other = karto.get("/img/map,1,0,0,101x50.png").await;
    assert_ne!(other.header("etag"), Some(tag), "another picture of the same tiles");
    for (name, value) in [("If-None-Match", tag), ("If-Modified-Since", date)] {
        assert_eq!(karto.get_with("/img/map,1,0,0,100x50.png", &[(name, value)]).await.status, 304, "{name}");
    }
}

#[tokio::test]
async fn requests_are_checked_in_the_order_of_the_original() {
    let karto = Karto::serve("", SOURCES).await;
    let coordinates = "The lat and lon coordinates must be numeric for static images";
    let half = "Both latitude and longitude must be numbers, or they must both be set to the letter \"a\" for auto positioning";
    for (path, message) in [
        ("/img/nosuch,99,x,0,9x9.gif", None),
        ("/img/nosuch,99,0,0,9x9.gif", Some("Unknown source")),
        ("/img/other,99,0,0,9999x9@9x.gif", Some("Scaling is not enabled for this source")),
        ("/img/map,99,0,0,9999x9@9x.gif", Some("This scaling is not allowed for this source. Allowed: \"1.3,2\"")),
        ("/img/other,99,0,0,9999x9.gif", Some("Static snapshot images are not enabled for this source")),
        ("/img/tree,1,0,0,9x9.pbf", Some("Static snapshot images are not enabled for this source")),
        ("/img/map,99,a,0,9999x9.gif", Some("Format gif is not allowed for static images")),
        ("/img/map,99,a,0,9999x9", Some("Format undefined is not allowed for static images")),
        ("/img/map,99,a,0,513x9.png", Some("Requested image is too big")),
        ("/img/map,99,a,0,99999999999x9.png", Some("Requested image is too big")),
        ("/img/map,99,a,0,9x9.png", Some(half)),
        (
            "/img/map,a,1,0,9x9.png",
            Some("Auto zoom or positioning is only allowed when both domain and title are present"),
        ),
        ("/img/map,99,.5,0,9x9.png", Some("invalid zoom")),
        ("/img/map,4,.5,0,9x9.png", Some("Maximum zoom is 3")),
        ("/img/map,1,.5,0,9x9.png", Some(coordinates)),
        ("/img/map,1,1.2.3,0,9x9.png", Some(coordinates)),
        ("/img/map,1,1-1,0,9x9.png", Some(coordinates)),
        ("/img/map,1,1e1,0,9x9.png", None),
        ("/img/map,1.5,1,0,9x9.png", None),
        ("/img/map,1,1,0,9x.png", None),
        ("/img/", None),
    ] {
        let reply = karto.get(path).await;
        match message {
            Some(message) => {
                assert_eq!((reply.status, reply.json()), (400, message.into()), "{path}");
                assert_eq!(reply.header("cache-control"), Some("public, s-maxage=30, max-age=30"));
            }
            None => assert_eq!(reply.status, 404, "{path}"),
        }
    }
}

#[tokio::test]
async fn overlays_need_domains_that_are_allowed() {
    let karto = Karto::serve("", SOURCES).await;
    let message = karto.get("/img/map,1,0,0,9x9.png?domain=en.wikipedia.org&title=Foo&groups=a").await.json();
    assert_eq!(message, "Snapshot overlays are disabled, conf.allowedDomains is not set");
    assert_eq!(karto.get("/img/map,1,0,0,9x9.png?domain=&title=").await.status, 200, "neither is given");
    let karto = Karto::serve("allowedDomains: {https: [wikipedia.org]}", SOURCES).await;
    for (query, message) in [
        ("title=Foo", "Both domain and title params are required"),
        ("domain=en.wikipedia.org&title=Foo", "A comma-separated list of groups is required"),
        ("domain=en.wikipedia.org&title=F%7Coo&groups=a", "title param may not contain pipe \"|\" symbol"),
        ("domain=evil.example&title=Foo&groups=a", "Domain is not allowed"),
    ] {
        assert_eq!(karto.get(&format!("/img/map,1,0,0,9x9.png?{query}")).await.json(), message, "{query}");
    }
}

#[tokio::test]
async fn beyond_the_poles_a_picture_is_transparent() {
    let karto = Karto::serve("", SOURCES).await;
    let reply = karto.get("/img/map,0,0,0,20x300.png").await;
    let picture = picture(&reply.body);
    let alpha = |row: usize| picture.pixels()[row * 20][3];
    assert_eq!([0, 21, 22, 277, 278, 299].map(alpha), [0, 0, 255, 255, 0, 0]);
}
