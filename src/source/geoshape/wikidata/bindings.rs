//! Results of SPARQL queries in JSON: rows with an id, and values.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::value::{item_id, of_term};
use crate::source::geoshape::error::ResultProblem;

/// The maximum number of rows.
const MAX_ROWS: usize = 10_000;
/// The column with the id.
const ID: &str = "id";

/// Columns that stand for a property with a hyphen, which a SPARQL variable cannot have.
const HYPHENATED: [(&str, &str); 6] = [
    ("fill_opacity", "fill-opacity"),
    ("marker_color", "marker-color"),
    ("marker_size", "marker-size"),
    ("marker_symbol", "marker-symbol"),
    ("stroke_opacity", "stroke-opacity"),
    ("stroke_width", "stroke-width"),
];

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::source::geoshape) struct QueryRow {
    /// The Wikidata id.
    pub(in crate::source::geoshape) id: String,
    /// The other columns, by the names of the properties that they become.
    pub(in crate::source::geoshape) properties: Map<String, Value>,
}

#[derive(Deserialize)]
struct Document {
    results: Results,
}

#[derive(Deserialize)]
struct Results {
    bindings: Vec<Map<String, Value>>,
}

/// The rows of `body`. Their ids are in `id_column`, or in `id` if it is `None`.
pub(super) fn rows(body: &[u8], id_column: Option<&str>) -> Result<Vec<QueryRow>, ResultProblem> {
    let document: Document = serde_json::from_slice(body).map_err(|_| ResultProblem::NoBindings)?;
    let bindings = document.results.bindings;
    if bindings.len() > MAX_ROWS {
        return Err(ResultProblem::TooManyRows(MAX_ROWS));
    }
    bindings.into_iter().map(|binding| row(binding, id_column)).collect()
}

fn row(binding: Map<String, Value>, id_column: Option<&str>) -> Result<QueryRow, ResultProblem> {
    let column = id_column.unwrap_or(ID);
    let Some(term) = binding.get(column) else {
        return Err(id_column.map_or(ResultProblem::NoId, |column| ResultProblem::NoIdColumn(column.to_owned())));
    };
    let id = item_id(term).ok_or_else(|| ResultProblem::BadId(column.to_owned()))?;
    let others = binding.iter().filter(|(key, _)| *key != column && *key != ID);
    let properties = others.filter_map(|(key, term)| Some((property(key).to_owned(), of_term(term)?)));
    Ok(QueryRow { id, properties: properties.collect() })
}

/// The property that a column becomes.
fn property(column: &str) -> &str {
    HYPHENATED.iter().find(|(variable, _)| *variable == column).map_or(column, |(_, property)| property)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(bindings: &Value, id_column: Option<&str>) -> Result<Vec<QueryRow>, String> {
        let body = json!({"head": {}, "results": {"bindings": bindings}}).to_string();
        rows(body.as_bytes(), id_column).map_err(|problem| problem.to_string())
    }

    fn item(id: &str) -> Value {
        json!({"type": "uri", "value": format!("http://www.wikidata.org/entity/{id}")})
    }

    #[test]
    fn columns_become_properties() {
        let found = parse(
            &json!([{"item": item("Q1"), "id": {"type": "literal", "value": "x"}, "stroke_width": {"type": "literal", "value": "2"},
                     "title": {"type": "literal", "value": "T"}, "none": {}}]),
            Some("item"),
        );
        let row = QueryRow {
            id: "Q1".into(),
            properties: json!({"stroke-width": "2", "title": "T"}).as_object().unwrap().clone(),
        };
        assert_eq!(found, Ok(vec![row]));
        assert_eq!(parse(&json!([]), None), Ok(vec![]));
    }

    #[test]
    fn every_row_needs_an_id() {
        let literal = json!({"type": "literal", "value": "x"});
        let no_id = "SPARQL query result does not contain \"id\" column. Use `idcolumn` argument to specify column \
                     name, or change the query to return `id` column.";
        assert_eq!(parse(&json!([{"foo": literal}]), None).unwrap_err(), no_id);
        let error = parse(&json!([{"id": literal}]), Some("toString")).unwrap_err();
        assert_eq!(error, "SPARQL query result does not contain \"toString\" column.");
        let error = parse(&json!([{"foo": literal}]), Some("foo")).unwrap_err();
        assert_eq!(error, "SPARQL query result id column \"foo\" is expected to be a valid Wikidata id");
        for body in ["", "<html>", "{}", "{\"results\":{}}", "{\"results\":{\"bindings\":{}}}", "[1]"] {
            assert_eq!(rows(body.as_bytes(), None), Err(ResultProblem::NoBindings), "{body}");
        }
    }
}
