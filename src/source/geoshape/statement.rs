//! The SQL of shapes.

use super::simplification::Simplification;

/// The maximum size of the GeoJSON geometries of one answer, in bytes.
pub(super) const MAX_GEOMETRY_BYTES: usize = 16 << 20;

/// The columns that both tables must have: `wikidata text`, `geometry geometry`. Kartotherian merges the rows of an id,
/// without points among them; a point inside of a collection stays.
const ROWS: &str = "GeometryType(geometry) <> 'POINT'";

/// The statement for the shapes of the ids in `$1` (`text[]`), simplified by `$2` (`float8`) if there is an argument.
/// `table` is a quoted name.
///
/// Its rows are the id, whether the geometries up to this one are too large, and the geometry as GeoJSON in WGS 84. The
/// geometry is null if nothing is left of it or if the geometries are too large.
pub(super) fn shapes(table: &str, simplification: Simplification) -> String {
    let simplified = match simplification {
        Simplification::None => "geometry",
        Simplification::Distance(_) => "ST_Simplify(geometry, $2)",
        Simplification::Share(_) => "ST_Simplify(geometry, $2 * sqrt(ST_Area(ST_Envelope(geometry))))",
        Simplification::Repeated(_) => "ST_RemoveRepeatedPoints(geometry, $2)",
    };
    // OFFSET 0 keeps the planner from computing the GeoJSON twice.
    format!(
        "SELECT id, bytes > {MAX_GEOMETRY_BYTES}, CASE WHEN bytes <= {MAX_GEOMETRY_BYTES} THEN data END FROM (\
           SELECT id, data, sum(octet_length(data)) OVER (ORDER BY id COLLATE \"C\") AS bytes FROM (\
             SELECT id, ST_AsGeoJSON(ST_Transform({simplified}, 4326)) AS data FROM (\
               SELECT id, ST_Multi(ST_Collect(geometry)) AS geometry FROM (\
                 SELECT wikidata::text AS id, (ST_Dump(geometry)).geom AS geometry FROM {table} \
                 WHERE wikidata = ANY ($1) AND {ROWS}\
               ) AS parts GROUP BY id\
             ) AS whole OFFSET 0\
           ) AS encoded\
         ) AS counted ORDER BY id COLLATE \"C\""
    )
}

/// The argument of the statement.
pub(super) fn argument(simplification: Simplification) -> Option<f64> {
    match simplification {
        Simplification::None => None,
        Simplification::Distance(by) | Simplification::Share(by) | Simplification::Repeated(by) => Some(by),
    }
}

/// The statement for the id of a small shape in `table`, a quoted name. It reads few rows.
pub(super) fn example(table: &str) -> String {
    format!(
        "SELECT id FROM (SELECT wikidata::text AS id, ST_MemSize(geometry) AS bytes FROM {table} \
           WHERE wikidata ~ '^Q[1-9][0-9]{{0,15}}$' AND {ROWS} LIMIT 32) AS some \
         GROUP BY id ORDER BY sum(bytes), id LIMIT 1"
    )
}
