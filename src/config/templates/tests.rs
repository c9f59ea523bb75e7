use super::*;

#[test]
fn template_text_of_every_engine_is_found() {
    for text in [
        "<%= tegola_uri %>/x",
        "<%= x",
        "{{ .Values.x }}",
        "http://{{ host }}:8080/",
        "{% if x %}",
        "${X}",
        "$(X)",
        "%{X}",
        "@X@",
        "__X__",
        "{ env(X) }",
        "{env(X)}",
        "$TEGOLA",
        "http://$HOST/",
        "http://@host@/x",
        "#{uri}",
        "[[ .x ]]",
        "{{",
        "${{ x }}",
        "%TEGOLA%",
        "a {# b #}",
    ] {
        assert!(matches!(leftover(text, Braces::None), Some(Leftover::Unfilled { .. })), "{text}");
    }
}

#[test]
fn output_for_missing_values_is_found() {
    for text in [
        "<no value>",
        "undefined",
        "None",
        "[object Object]",
        "http://undefined:80/{z}/{x}/{y}",
        "%!s(<nil>)",
        "changeme",
        "<password>",
    ] {
        assert!(matches!(leftover(text, Braces::Tile), Some(Leftover::Residue { .. })), "{text}");
    }
}

#[test]
fn ordinary_values_are_accepted() {
    for text in [
        "http://127.0.0.1:6040/maps/osm/{z}/{x}/{y}.pbf",
        "https://a/{scale}/{-y}",
        "p@ss@word",
        "a__b__c",
        "100%",
        "none",
        "a$b",
        "nullschool.org",
        "user@example.org",
        "http://None.example/{z}",
        "default-src 'self'",
        "__init",
        "price: $5",
    ] {
        assert_eq!(leftover(text, Braces::Tile), None, "{text}");
    }
    assert_eq!(leftover("{{ default(request.query, {}) }}", Braces::Request), None);
    assert_eq!(leftover("https://{{domain}}/{+path}", Braces::Request), None);
    assert_eq!(leftover("SELECT '{{1,2}}'::int[] WHERE a @> b AND x = None", Braces::Sql), None);
    assert_eq!(leftover("© {name} <a href='x'>y</a>", Braces::Free), None);
}

#[test]
fn a_misspelled_tile_placeholder_is_found() {
    assert_eq!(
        leftover("http://a/{zoom}/{x}", Braces::Tile),
        Some(Leftover::Placeholder { name: "zoom".into(), tile: true })
    );
}
