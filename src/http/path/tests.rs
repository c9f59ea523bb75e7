use super::*;

fn tile(path: &str) -> Option<(String, String, Option<String>, String)> {
    match route(path) {
        Ok(Route::Tile(t)) => {
            let numbers = format!("{}/{}/{}", t.z, t.x, t.y);
            Some((t.source.into(), numbers, t.scale.map(Into::into), t.format.into()))
        }
        _ => None,
    }
}

#[test]
fn a_tile_has_a_source_three_numbers_a_scale_and_a_format() {
    let expected = |scale: Option<&str>, format: &str| {
        Some(("osm-intl".into(), "11/828/655".into(), scale.map(Into::into), format.into()))
    };
    assert_eq!(tile("/osm-intl/11/828/655.png"), expected(None, "png"));
    assert_eq!(tile("/osm-intl/11/828/655@2x.png/"), expected(Some("2"), "png"));
    assert_eq!(tile("/osm-intl/11/828/655@1.3X.PNG"), expected(Some("1.3"), "PNG"));
    assert_eq!(tile("/osm%2Dintl/11/828/655@..x.png8"), expected(Some(".."), "png8"));
}

#[test]
fn a_source_name_may_contain_slashes_and_dots() {
    assert_eq!(tile("/osm-intl//1/0/0.png").unwrap().0, "osm-intl/");
    assert_eq!(tile("/osm-intl/1/0/0/0.png").unwrap().0, "osm-intl/1");
    assert_eq!(tile("/osm.intl/1/0/0.png").unwrap().0, "osm.intl");
    assert_eq!(tile("/o.intl/1/0/0.png"), None, "the second character cannot be a dot");
}

#[test]
fn a_malformed_tile_path_has_no_route() {
    for path in [
        "/osm-intl/11/828/655",
        "/osm-intl/11/828/655.png.png",
        "/osm-intl/11/828/655.png//",
        "/osm-intl/11/828/655%2Epng",
        "/osm-intl/11/828/655@-2x.png",
        "/osm-intl/11/828/655%402x.png",
        "/osm-intl/11/828/655@x.png",
        "/osm-intl/1/-1/0.png",
        "/osm-intl/1/+0/0.png",
        "/osm-intl/1/0.5/0.png",
        "/osm-intl/1//0.png",
        "//osm-intl/1/0/0.png",
        "/-osm/1/0/0.png",
        "/__proto__/1/0/0.png",
        "/1/0/0.png",
        "/osm-intl/info.json5",
        "/osm-intl/infoxjson",
        "//",
        "/nothing",
    ] {
        assert_eq!(route(path), Err(NoRoute::Unknown), "{path}");
    }
}

#[test]
fn routing_ignores_case_and_one_trailing_slash() {
    assert_eq!(route("/"), Ok(Route::Root));
    assert_eq!(route("/ROBOTS.txt/"), Ok(Route::Robots));
    assert_eq!(route("/_Info/Name"), Ok(Route::Service(ServiceField::Name)));
    assert_eq!(route("/Osm/INFO.JSON/"), Ok(Route::Info { source: "Osm".into() }));
    assert!(matches!(route("/IMG/osm,1,2,3,4x5.png"), Ok(Route::Img(_))));
    assert!(matches!(route("/V4/Marker/pin-s+F00.png/"), Ok(Route::Marker(_))));
}

#[test]
fn glyphs_and_sprites_have_their_own_paths() {
    let stack = "Noto Sans Bold,Noto Sans Regular".into();
    assert_eq!(
        route("/fonts/Noto%20Sans%20Bold,Noto%20Sans%20Regular/256-511.pbf"),
        Ok(Route::Glyphs { stack, first: 256 })
    );
    for path in [
        "/fonts/a/0-256.pbf",
        "/fonts/a/1-256.pbf",
        "/fonts/a/65536-65791.pbf",
        "/fonts/a/0-255.png",
        "/fonts/0-255.pbf",
    ] {
        assert_eq!(route(path), Err(NoRoute::Unknown), "{path}");
    }
    let path = SpritePath { source: "osm".into(), sprite: "default".into(), double: true, image: true };
    assert_eq!(route("/sprites/osm/default@2x.png"), Ok(Route::Sprite(path.clone())));
    assert_eq!(route("/sprites/osm/default%402x.png"), Ok(Route::Sprite(path)));
    assert_eq!(route("/osm/style.json"), Ok(Route::Style { source: "osm".into() }));
    assert_eq!(tile("/sprites/1/0/0.png").unwrap().0, "sprites", "four parts are a tile");
}

#[test]
fn invalid_percent_encoding_has_its_own_error() {
    for path in ["/%zz", "/%", "/osm/1/0/0.png%2", "/%ff"] {
        assert_eq!(route(path), Err(NoRoute::Encoding), "{path}");
    }
}
