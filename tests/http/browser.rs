//! Resources for MapLibre GL in browsers: style documents, glyphs, sprites.

use std::collections::BTreeSet;

use crate::harness::Karto;

/// `map` draws `names`, which is made from `tree` and is not public; `pbf` over it is public.
const SOURCES: &str = "
  tree: {uri: 'file://{tiles}?filetype=pbf', setInfo: {maxzoom: 1, attribution: ours}}
  names: {uri: 'babel://', params: {source: {ref: tree}, tag: name, defaultLanguage: local}}
  pbf: {public: true, formats: [pbf], uri: 'overzoom://', params: {source: {ref: names}, maxzoom: 4}}
  map: {public: true, uri: 'style:///embedded/osm-bright', params: {source: {ref: names}, exceptLayers: [water]}}
  hidden: {uri: 'style:///embedded/osm-bright', params: {source: {ref: names}}}
";

/// No public source has the tiles that `map` draws.
const CLOSED: &str = "
  tree: {uri: 'file://{tiles}?filetype=pbf'}
  map: {public: true, uri: 'style:///embedded/osm-bright', params: {source: {ref: tree}}}
";

#[tokio::test]
async fn a_style_document_names_public_sources_glyphs_and_sprite_of_this_server() {
    let karto = Karto::serve("", SOURCES).await;
    let reply = karto.get("/map/style.json?lang=de").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json; charset=utf-8")));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    let style: serde_json::Value = serde_json::from_slice(&reply.plain()).unwrap();
    assert_eq!(style["version"], 8);
    assert_eq!(style["glyphs"], "http://maps.test/fonts/{fontstack}/{range}.pbf");
    assert_eq!(style["sprite"], "http://maps.test/sprites/map/default");
    let sources = style["sources"].as_object().unwrap();
    let (_, source) = sources.iter().next().unwrap();
    assert_eq!(sources.len(), 1);
    assert_eq!(source["type"], "vector");
    assert_eq!(source["tiles"][0], "http://maps.test/pbf/{z}/{x}/{y}.pbf?lang=de");
    assert_eq!((&source["maxzoom"], &source["attribution"]), (&1.into(), &"ours".into()));
    assert_eq!(source.get("url"), None);
    let layers = style["layers"].as_array().unwrap();
    assert!(layers.len() > 20 && layers.iter().all(|layer| layer["source-layer"] != "water"), "left out here too");
    let again = karto.get_with("/map/style.json?lang=de", &[("If-None-Match", reply.header("etag").unwrap())]).await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn urls_in_a_style_use_trusted_proxies_or_the_fixed_url() {
    let forwarded = [("X-Forwarded-Host", "maps.example.org"), ("X-Forwarded-Proto", "https")];
    let sprite = |reply: crate::harness::Reply| {
        let style: serde_json::Value = serde_json::from_slice(&reply.plain()).unwrap();
        style["sprite"].as_str().unwrap().to_owned()
    };
    let karto = Karto::serve("", SOURCES).await;
    assert_eq!(sprite(karto.get_with("/map/style.json", &forwarded).await), "http://maps.test/sprites/map/default");
    let trusting = Karto::serve("karto: {trustedProxies: [127.0.0.0/8]}", SOURCES).await;
    let url = sprite(trusting.get_with("/map/style.json", &forwarded).await);
    assert_eq!(url, "https://maps.example.org/sprites/map/default");
    let fixed = Karto::serve("karto: {publicUrl: 'https://fixed.test/maps/'}", SOURCES).await;
    let url = sprite(fixed.get_with("/map/style.json", &forwarded).await);
    assert_eq!(url, "https://fixed.test/maps/sprites/map/default");
}

#[tokio::test]
async fn private_sources_are_in_no_document() {
    let karto = Karto::serve("", SOURCES).await;
    for target in ["/hidden/style.json", "/sprites/hidden/default.json", "/nowhere/style.json"] {
        let reply = karto.get(target).await;
        assert_eq!(reply.status, 400, "{target}");
        assert!(!reply.text().contains("osm"), "{target}");
    }
    assert_eq!(karto.get("/pbf/style.json").await.status, 404, "it is not drawn");
    let text = String::from_utf8(karto.get("/map/style.json").await.plain()).unwrap();
    assert!(!text.contains("/names/") && !text.contains("/tree/"), "{text}");
    let closed = Karto::serve("", CLOSED).await;
    let reply = closed.get("/map/style.json").await;
    assert_eq!((reply.status, reply.text().contains("tree")), (404, false));
}

/// The characters of a glyph file, with its stack and range.
fn glyphs(file: &[u8]) -> (String, String, BTreeSet<u64>) {
    fn fields(mut bytes: &[u8]) -> Vec<(u64, u64, &[u8])> {
        let varint = |bytes: &mut &[u8]| {
            let mut n = 0;
            for shift in (0..).step_by(7) {
                let byte = bytes[0];
                *bytes = &bytes[1..];
                n |= u64::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    return n;
                }
            }
            unreachable!()
        };
        let mut all = Vec::new();
        while !bytes.is_empty() {
            let key = varint(&mut bytes);
            let number = varint(&mut bytes);
            if key & 7 == 2 {
                let (body, rest) = bytes.split_at(usize::try_from(number).unwrap());
                all.push((key >> 3, 0, body));
                bytes = rest;
            } else {
                all.push((key >> 3, number, &bytes[..0]));
            }
        }
        all
    }
    let stack = fields(file);
    let parts = fields(stack[0].2);
    let text = |field| {
        let (.., body) = parts.iter().find(|(f, ..)| *f == field).unwrap();
        std::str::from_utf8(body).unwrap().to_owned()
    };
    let id = |glyph: &[u8]| fields(glyph).iter().find(|(f, ..)| *f == 1).unwrap().1;
    (text(1), text(2), parts.iter().filter(|(f, ..)| *f == 3).map(|(.., glyph)| id(glyph)).collect())
}

#[tokio::test]
async fn glyphs_are_compressed_ranges_of_256_from_the_available_fonts() {
    let karto = Karto::simple().await;
    let reply =
        karto.get_with("/fonts/Nowhere%20Sans,Noto%20Sans%20Bold/0-255.pbf", &[("Accept-Encoding", "gzip")]).await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/x-protobuf")));
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=3600"));
    let (stack, range, latin) = glyphs(&reply.plain());
    assert_eq!((stack.as_str(), range.as_str()), ("Noto Sans Bold", "0-255"));
    assert!(('A'..='z').filter(char::is_ascii_alphabetic).all(|c| latin.contains(&u64::from(c))), "{latin:?}");
    let (.., han) = glyphs(&karto.get("/fonts/Noto%20Sans%20Regular/19968-20223.pbf").await.plain());
    assert!(han.contains(&0x4e00), "from the font that pictures take");
    let (.., last) = glyphs(&karto.get("/fonts/Noto%20Sans%20Regular/65280-65535.pbf").await.plain());
    assert!(last.iter().all(|c| (65280..=65535).contains(c)));
}

#[tokio::test]
async fn fonts_and_ranges_that_do_not_exist_are_not_found() {
    let karto = Karto::simple().await;
    let reply = karto.get("/fonts/Comic%20Sans/0-255.pbf").await;
    assert_eq!((reply.status, reply.json().as_str()), (404, Some("There is no such font")));
    for target in ["/fonts/Noto%20Sans%20Bold/0-256.pbf", "/fonts/Noto%20Sans%20Bold/65536-65791.pbf"] {
        assert_eq!(karto.get(target).await.status, 404, "{target}");
    }
    let long = format!("/fonts/{}/0-255.pbf", "Nowhere,".repeat(1000));
    assert_eq!(karto.get(&long).await.status, 404);
}

#[tokio::test]
async fn sprites_are_available_in_both_densities() {
    let karto = Karto::simple().await;
    for (suffix, ratio) in [("", 1), ("@2x", 2)] {
        let index = karto.get(&format!("/sprites/map/default{suffix}.json")).await;
        assert_eq!((index.status, index.header("content-type")), (200, Some("application/json; charset=utf-8")));
        let index: serde_json::Value = serde_json::from_slice(&index.plain()).unwrap();
        assert_eq!(index["airport"]["pixelRatio"], ratio);
        let image = karto.get(&format!("/sprites/map/default{suffix}.png")).await;
        assert_eq!((image.header("content-type"), image.header("content-encoding")), (Some("image/png"), None));
        assert!(image.body.starts_with(b"\x89PNG"));
    }
    assert_eq!(karto.get("/sprites/map/other.json").await.status, 404);
}
