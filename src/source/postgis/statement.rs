//! Statements for tiles, one per zoom: they concatenate `ST_AsMVT` of all layers. The only top-level field of an MVT
//! message is the repeated field of layers, so a concatenation of tiles is a tile.
//!
//! Values that depend only on the zoom are literals, so that PostgreSQL inlines the layer functions and drops the
//! branches for other zooms from the plan. Values that depend on the tile are parameters, so that one plan serves all
//! tiles.

use std::ops::Range;

use super::{
    layer::{LayerRows, PropertyColumn, ResolvedLayer},
    params::{Margin, Param},
    sql::{identifier, literal},
};
use crate::{settings::layer_sql::SqlPiece, tile::EARTH_HALF_CIRCUMFERENCE};

/// The maximum size of a tile in bytes. Larger tiles do not leave the database.
pub(super) const MAX_TILE_BYTES: usize = 64 << 20;

/// OGC's standardized pixel size, in meters (WMTS 1.0, 6.1).
const STANDARD_PIXEL: f64 = 0.000_28;

/// The statement for tiles of one zoom. Its result is one row: the tile (`NULL` if it is larger than
/// [`MAX_TILE_BYTES`]) and its size in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    /// The SQL.
    pub sql: String,
    /// The parameters `$1…`.
    pub params: Vec<Param>,
    /// The characters of `sql` that belong to each layer.
    segments: Vec<LayerSegment>,
}

#[derive(Debug, Clone, PartialEq)]
struct LayerSegment {
    layer: String,
    characters: Range<usize>,
}

impl Statement {
    /// The statement for tiles of `layers` at `zoom`. The caller chooses the layers that exist at this zoom.
    pub(super) fn tile<'a>(layers: impl IntoIterator<Item = &'a ResolvedLayer>, zoom: u8) -> Self {
        let mut out = SqlWriter::new(zoom);
        out.push("SELECT CASE WHEN octet_length(tile.mvt) <= ");
        out.push(&MAX_TILE_BYTES.to_string());
        out.push(" THEN tile.mvt END, octet_length(tile.mvt) FROM (SELECT ");
        for (index, layer) in layers.into_iter().enumerate() {
            out.push(if index == 0 { "" } else { "\n|| " });
            out.layer(layer);
        }
        out.push(" AS mvt OFFSET 0) AS tile");
        out.finish()
    }

    /// The statement for the rows of a layer at `zoom`, to determine their columns.
    pub(super) fn rows(layer: &ResolvedLayer, zoom: u8) -> Self {
        let mut out = SqlWriter::new(zoom);
        out.rows(layer);
        out.finish()
    }

    /// The layer whose rows contain the character at `position`, with the line and column in its SQL; all counted from
    /// 1.
    pub(super) fn locate(&self, position: usize) -> Option<(&str, usize, usize)> {
        let index = position.checked_sub(1)?;
        let segment = self.segments.iter().find(|segment| segment.characters.contains(&index))?;
        let before = self.sql.chars().take(index).skip(segment.characters.start);
        let (mut line, mut column) = (1, 1);
        for c in before {
            if c == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Some((&segment.layer, line, column))
    }
}

struct SqlWriter {
    zoom: u8,
    sql: String,
    characters: usize,
    params: Vec<Param>,
    segments: Vec<LayerSegment>,
}

impl SqlWriter {
    fn new(zoom: u8) -> Self {
        Self { zoom, sql: String::new(), characters: 0, params: Vec::new(), segments: Vec::new() }
    }

    fn finish(self) -> Statement {
        Statement { sql: self.sql, params: self.params, segments: self.segments }
    }

    fn push(&mut self, text: &str) {
        self.sql.push_str(text);
        self.characters += text.chars().count();
    }

    fn param(&mut self, param: Param) {
        let number = self.params.iter().position(|p| *p == param).unwrap_or_else(|| {
            self.params.push(param);
            self.params.len() - 1
        });
        self.push(&format!("${}::{}", number + 1, param.sql_type()));
    }

    /// Meters per pixel of a 256 px tile.
    fn pixel(&self) -> f64 {
        2.0 * EARTH_HALF_CIRCUMFERENCE / 2f64.powi(i32::from(self.zoom)) / 256.0
    }

    fn layer(&mut self, layer: &ResolvedLayer) {
        self.push(&format!(
            "COALESCE((SELECT ST_AsMVT(q, {}, {}, {}, {}) FROM (\n",
            literal(&layer.id),
            layer.extent,
            literal(&layer.geometry),
            layer.id_field.as_deref().map_or_else(|| "NULL".to_owned(), literal),
        ));
        self.rows(layer);
        self.push("\n) AS q), '')");
    }

    fn rows(&mut self, layer: &ResolvedLayer) {
        let start = self.characters;
        let margin = Margin { buffer: layer.buffer, extent: layer.extent };
        match &layer.rows {
            LayerRows::Sql(pieces) => self.pieces(pieces, layer, margin),
            LayerRows::Table { name, columns, srid } => self.table(layer, name, columns, *srid, margin),
            LayerRows::Function { name, columns } => {
                self.columns(layer, columns, |geometry| geometry.to_owned());
                self.push(&format!(" FROM {name}("));
                self.param(Param::Grown(margin));
                self.push(&format!(", {}) AS t", self.zoom));
            }
        }
        self.segments.push(LayerSegment { layer: layer.id.clone(), characters: start..self.characters });
    }

    fn table(&mut self, layer: &ResolvedLayer, name: &str, columns: &[PropertyColumn], srid: i32, margin: Margin) {
        let mercator = srid == 3857;
        self.columns(layer, columns, |geometry| {
            if mercator { geometry.to_owned() } else { format!("ST_Transform({geometry}, 3857)") }
        });
        self.push(&format!(" FROM {name} AS t WHERE t.{} && ", identifier(&layer.geometry)));
        match srid {
            3857 => self.param(Param::Grown(margin)),
            // Axis-parallel lines in Mercator are straight lines in degrees.
            4326 => {
                self.push("ST_Transform(");
                self.param(Param::GrownInWorld(margin));
                self.push(", 4326)");
            }
            _ => {
                // In other systems, the sides of the square are curved and may extend beyond its corners.
                self.push("ST_Transform(ST_Segmentize(");
                self.param(Param::GrownInWorld(margin));
                self.push(&format!(", {}), {srid})", self.pixel() * 16.0));
            }
        }
    }

    /// `SELECT columns…, ST_AsMVTGeom(…) AS geometry`
    fn columns(&mut self, layer: &ResolvedLayer, columns: &[PropertyColumn], projected: impl Fn(&str) -> String) {
        self.push("SELECT ");
        for column in columns {
            let name = identifier(&column.name);
            self.push(&if column.numeric { format!("t.{name}::float8 AS {name}, ") } else { format!("t.{name}, ") });
        }
        let geometry = identifier(&layer.geometry);
        self.push(&format!("ST_AsMVTGeom({}, ", projected(&format!("t.{geometry}"))));
        self.param(Param::Square);
        self.push(&format!(", {}, {}) AS {geometry}", layer.extent, layer.buffer));
    }

    fn pieces(&mut self, pieces: &[SqlPiece], layer: &ResolvedLayer, margin: Margin) {
        for piece in pieces {
            match piece {
                SqlPiece::Text(text) => self.push(text),
                SqlPiece::Square => self.param(Param::Square),
                SqlPiece::Grown => self.param(Param::Grown(margin)),
                SqlPiece::X => self.param(Param::X),
                SqlPiece::Y => self.param(Param::Y),
                SqlPiece::Zoom => self.push(&self.zoom.to_string()),
                SqlPiece::PixelSize => self.push(&self.pixel().to_string()),
                SqlPiece::ScaleDenominator => self.push(&(self.pixel() / STANDARD_PIXEL).to_string()),
                SqlPiece::Extent => self.push(&layer.extent.to_string()),
                SqlPiece::Buffer => self.push(&layer.buffer.to_string()),
                SqlPiece::IdField => {
                    self.push(&layer.id_field.as_deref().map_or_else(|| "NULL".to_owned(), identifier))
                }
                SqlPiece::GeometryField => self.push(&identifier(&layer.geometry)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::layer_sql;

    fn layer(id: &str, rows: LayerRows) -> ResolvedLayer {
        ResolvedLayer {
            id: id.to_owned(),
            min_zoom: 0,
            max_zoom: 15,
            extent: 4096,
            buffer: 64,
            geometry: "geom".to_owned(),
            id_field: Some("osm_id".to_owned()),
            rows,
        }
    }

    fn sql(text: &str) -> LayerRows {
        LayerRows::Sql(layer_sql::parse(text).unwrap())
    }

    #[test]
    fn layers_share_their_parameters_and_zooms_are_literals() {
        let water = layer("water", sql("SELECT osm_id, ST_AsMVTGeom(geometry, !BBOX!) AS geom FROM w(!BBOX!, !ZOOM!)"));
        let road = layer("it's", sql("SELECT ST_AsMVTGeom(g, !BBOX!) AS geom FROM r WHERE g && !BBOX! AND x = !X!"));
        let statement = Statement::tile([&water, &road], 9);
        assert_eq!(
            statement.sql,
            "SELECT CASE WHEN octet_length(tile.mvt) <= 67108864 THEN tile.mvt END, octet_length(tile.mvt) FROM (SELECT \
             COALESCE((SELECT ST_AsMVT(q, 'water', 4096, 'geom', 'osm_id') FROM (\n\
             SELECT osm_id, ST_AsMVTGeom(geometry, $1::geometry, 4096, 64) AS geom FROM w($2::geometry, 9)\n\
             ) AS q), '')\n\
             || COALESCE((SELECT ST_AsMVT(q, 'it''s', 4096, 'geom', 'osm_id') FROM (\n\
             SELECT ST_AsMVTGeom(g, $1::geometry, 4096, 64) AS geom FROM r WHERE g && $2::geometry AND x = $3::int4\n\
             ) AS q), '') AS mvt OFFSET 0) AS tile"
        );
        let margin = Margin { buffer: 64, extent: 4096 };
        assert_eq!(statement.params, [Param::Square, Param::Grown(margin), Param::X]);
    }

    #[test]
    fn a_position_in_the_statement_maps_to_a_position_in_a_layer() {
        let a = layer("ä", sql("SELECT 1,\n  broken"));
        let b = layer("b", sql("SELECT oops"));
        let statement = Statement::tile([&a, &b], 3);
        let position = |word: &str| statement.sql.split(word).next().unwrap().chars().count() + 1;
        assert_eq!(statement.locate(position("broken")), Some(("ä", 2, 3)));
        assert_eq!(statement.locate(position("oops")), Some(("b", 1, 8)));
        assert_eq!(statement.locate(1), None);
    }

    #[test]
    fn a_table_is_searched_in_its_own_reference_system() {
        let table = |srid| {
            let columns =
                [("osm_id", false), ("is", true)].map(|(n, numeric)| PropertyColumn { name: n.to_owned(), numeric });
            let rows = LayerRows::Table { name: "\"a\".\"b\"".into(), columns: columns.into(), srid };
            Statement::rows(&layer("t", rows), 0).sql
        };
        assert_eq!(
            table(3857),
            "SELECT t.\"osm_id\", t.\"is\"::float8 AS \"is\", ST_AsMVTGeom(t.\"geom\", $1::geometry, 4096, 64) AS \"geom\" \
             FROM \"a\".\"b\" AS t WHERE t.\"geom\" && $2::geometry"
        );
        assert!(table(4326).ends_with("t.\"geom\" && ST_Transform($2::geometry, 4326)"), "{}", table(4326));
        assert!(table(21781).contains("ST_Transform(ST_Segmentize($2::geometry, 2504"), "{}", table(21781));
    }

    #[test]
    fn pixel_size_and_scale_are_those_of_256_pixel_tiles() {
        let rows = Statement::rows(&layer("l", sql("SELECT !PIXEL_WIDTH!, !SCALE_DENOMINATOR!")), 0);
        let numbers: Vec<f64> = rows.sql[7..].split(", ").map(|n| n.parse().unwrap()).collect();
        assert!((numbers[0] - 156_543.033_928_04).abs() < 1e-6, "{numbers:?}");
        assert!((numbers[1] - 559_082_264.028_7).abs() < 1e-3, "{numbers:?}");
    }
}
