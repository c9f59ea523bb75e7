//! Marker images.
//!
//! `KARTO_BLESS=1 cargo test --test http markers` accepts the current pictures.

use std::path::Path;

use karto::image::{Bitmap, decode_png};

use crate::harness::{Karto, SOURCES};

/// Images that show every part of a pin, each size, both scales and both colors of symbols.
const PICTURES: [&str; 6] = [
    "pin-s+f00",
    "pin-m-bus+0af",
    "pin-m-99+aabbcc@2x",
    "pin-l-cafe+7e7e7e@2x",
    "pin-l-z+ffffff",
    "pin-s-star-stroked+000@2x",
];

#[tokio::test]
async fn markers_look_as_expected() {
    let karto = Karto::simple().await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/markers");
    for name in PICTURES {
        let reply = karto.get(&format!("/v4/marker/{name}.png")).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("image/png")), "{name}");
        let file = folder.join(format!("{name}.png"));
        if std::env::var_os("KARTO_BLESS").is_some() {
            std::fs::write(&file, &reply.body).unwrap();
        }
        let expected = decode_png(&std::fs::read(&file).unwrap()).unwrap();
        assert!(picture(&reply.body) == expected, "{name} differs from {}", file.display());
    }
}

fn picture(body: &[u8]) -> Bitmap {
    decode_png(body).unwrap()
}

#[tokio::test]
async fn headers_are_those_of_kartotherian_with_an_etag() {
    let karto = Karto::serve("defaultHeaders: {x-from: test}", SOURCES).await;
    let reply = karto.get("/v4/marker/pin-m-fuel+FFF.png").await;
    assert_eq!((reply.status, reply.header("cache-control"), reply.header("last-modified")), (200, None, None));
    assert_eq!((reply.header("x-from"), reply.header("access-control-allow-origin")), (Some("test"), Some("*")));
    let etag = reply.header("etag").unwrap().to_owned();
    let again = karto.get_with("/v4/marker/pin-m-fuel+ffffff.png", &[("If-None-Match", &etag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0), "the same marker under another name");
}

#[tokio::test]
async fn sizes_are_fixed_and_double_at_twice_the_scale() {
    let karto = Karto::simple().await;
    for (name, width, height) in [
        ("pin-s+f00.png", 20, 50),
        ("pin-m+f00.png", 30, 70),
        ("pin-l+f00.png", 35, 90),
        ("pin-s+f00@2x.png", 40, 100),
        ("pin-m+f00@2x.png", 60, 140),
        ("pin-l+f00@2x.png", 70, 180),
    ] {
        let image = picture(&karto.get(&format!("/v4/marker/{name}")).await.body);
        assert_eq!((image.width(), image.height()), (width, height), "{name}");
    }
}

#[tokio::test]
async fn unknown_symbols_give_a_plain_pin() {
    let karto = Karto::simple().await;
    let plain = karto.get("/v4/marker/pin-m+abc.png").await.body;
    for name in ["pin-m-zz+abc", "pin-m-100+abc", "pin-m-A+aabbcc", "pin-m--+abc", "pin-m%2BABC", "pin-m-fast_food+abc"]
    {
        assert_eq!(karto.get(&format!("/v4/marker/{name}.png")).await.body, plain, "{name}");
    }
    let burger = karto.get("/v4/marker/pin-m-fast-food+abc.png").await.body;
    assert_ne!(burger, plain);
    assert_eq!(karto.get("/V4/MARKER/pin-m-fast-food+ABC.PNG/").await.body, burger);
}

#[tokio::test]
async fn rejected_markers_have_messages_in_kartotherians_order() {
    let karto = Karto::simple().await;
    for (name, message) in [
        ("foo-M-bus+f@3x", "Bad color"),
        ("foo-M-bus+fff@2.0x", "Only retina @2x scaling is allowed for marks"),
        ("foo-m-bus+fff@2x", "Marker base \"foo\" is invalid."),
        ("pin-M+f00", "Marker base \"pin\" is invalid."),
        ("pin-m+f00%403x", "Only retina @2x scaling is allowed for marks"),
    ] {
        let reply = karto.get(&format!("/v4/marker/{name}.png")).await;
        assert_eq!((reply.status, reply.json().as_str().unwrap()), (400, message), "{name}");
        assert_eq!(reply.header("cache-control"), Some("public, s-maxage=30, max-age=30"));
    }
    for name in ["", "pin-m.png", "pin-m+f00.jpg", "pin-m+f00xpng", "pin-m+xyz.png", "pin-m+f00.png//"] {
        assert_eq!(karto.get(&format!("/v4/marker/{name}")).await.status, 404, "{name}");
    }
}

#[tokio::test]
async fn markers_that_are_not_enabled_have_no_route() {
    let karto = Karto::serve("requestHandlers: [../lib/snapshot]", SOURCES).await;
    assert_eq!(karto.get("/v4/marker/pin-m+f00.png").await.status, 404);
    assert!(!karto.get("/?spec").await.text().contains("/v4/marker"));
}
