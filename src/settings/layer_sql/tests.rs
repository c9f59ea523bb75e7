use super::*;

/// The pieces as a string, with the names of tokens.
fn shown(sql: &str) -> String {
    parse(sql)
        .unwrap()
        .into_iter()
        .map(|piece| match piece {
            SqlPiece::Text(text) => text,
            other => format!("<{other:?}>"),
        })
        .collect()
}

#[test]
fn the_bounds_are_the_square_and_rows_are_selected_by_the_expanded_one() {
    assert_eq!(
        shown("SELECT osm_id, ST_AsMVTGeom(geometry, !BBOX!) AS geom FROM layer_water(!BBOX!, !ZOOM!)"),
        "SELECT osm_id, ST_AsMVTGeom(geometry, <Square>, <Extent>, <Buffer>) AS geom \
         FROM layer_water(<Grown>, <Zoom>)"
    );
}

#[test]
fn explicit_extent_and_buffer_are_kept() {
    assert_eq!(
        shown("SELECT public.st_asmvtgeom ( ST_Simplify(g, f(1, 2)), st_transform(!bbox!, 3857), 512, 8) FROM t"),
        "SELECT public.st_asmvtgeom ( ST_Simplify(g, f(1, 2)), st_transform(<Square>, 3857), 512, 8) FROM t"
    );
    assert_eq!(shown("ST_AsMVTGeom(g, !BBOX!, 512)"), "ST_AsMVTGeom(g, <Square>, 512, <Buffer>)");
    let named = "ST_AsMVTGeom(geom => g, bounds => ST_MakeEnvelope(0, 0, 1, 1))";
    assert_eq!(shown(named), named);
}

#[test]
fn a_statement_with_other_bounds_gets_the_plain_square() {
    assert_eq!(
        shown("WITH b AS (SELECT !BBOX! AS e) SELECT ST_AsMVTGeom(g, b.e, 4096, 64) FROM t, b"),
        "WITH b AS (SELECT <Square> AS e) SELECT ST_AsMVTGeom(g, b.e, 4096, 64) FROM t, b"
    );
    assert_eq!(shown("SELECT * FROM tile_of(!BBOX!, !Z!)"), "SELECT * FROM tile_of(<Square>, <Zoom>)");
    assert_eq!(shown("SELECT * FROM f(!BUFFER_BBOX!)"), "SELECT * FROM f(<Grown>)");
}

#[test]
fn the_first_argument_of_the_geometry_is_not_its_bounds() {
    assert_eq!(
        shown("ST_AsMVTGeom(ST_ClipByBox2D(g, !BBOX!), !BBOX!, 1, 2)"),
        "ST_AsMVTGeom(ST_ClipByBox2D(g, <Grown>), <Square>, 1, 2)"
    );
}

#[test]
fn strings_names_and_comments_are_not_changed() {
    for sql in [
        "SELECT '!FOO! ('",
        "SELECT \"!FOO!)\"",
        "SELECT 1 -- !FOO! ; (",
        "SELECT 1 /* ; /* !FOO! */ ( */",
        "SELECT $$ !FOO! $1 $$, $q$ ' $q$",
        "SELECT E'it\\'s !FOO!'",
        "SELECT 'it''s !FOO!'",
        "SELECT a FROM b WHERE a != 1 AND b !~ 'x'",
    ] {
        assert_eq!(shown(sql), sql);
    }
}

#[test]
fn errors_are_reported() {
    assert_eq!(parse("SELECT !BBBOX!"), Err(LayerSqlError::Unknown("BBBOX".into())));
    assert_eq!(parse("SELECT $1"), Err(LayerSqlError::Parameter("$1".into())));
    assert_eq!(parse("SELECT 1; DROP TABLE a"), Err(LayerSqlError::Statements(9)));
    assert_eq!(parse("SELECT 1 ; -- done\n"), Ok(vec![SqlPiece::Text("SELECT 1  -- done\n".into())]));
    assert_eq!(parse("SELECT (1"), Err(LayerSqlError::Parenthesis(8)));
    assert_eq!(parse("SELECT 1) AS q"), Err(LayerSqlError::Parenthesis(9)));
    assert_eq!(parse("SELECT 'x"), Err(LayerSqlError::Unterminated { what: "string", at: 8 }));
    assert_eq!(parse(" -- nothing"), Err(LayerSqlError::Empty));
    assert!(LayerSqlError::Unknown("A".into()).fix().contains("!BBOX! "));
}
