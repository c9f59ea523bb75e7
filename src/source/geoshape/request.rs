//! Requests for shapes, and the checks of their parameters.

use std::collections::HashSet;

use super::{error::ShapeError, kind::ShapeKind, simplification::Simplification, wikidata_id::is_wikidata_id};

/// The limits of the configuration on requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShapeRules {
    /// The maximum number of ids in `ids` (`maxidcount`).
    pub(crate) max_ids: usize,
    /// Whether `query` is enabled (`wikidataQueryService`).
    pub(crate) queries: bool,
    /// Whether `sql` and `arg1` are read (`allowUserQueries`).
    pub(crate) prepared_queries: bool,
}

/// A valid request for shapes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ShapeRequest {
    /// What is asked for.
    pub(crate) kind: ShapeKind,
    /// Wikidata ids (`Q…`), each once, in the order of the request.
    pub(crate) ids: Vec<String>,
    /// A SPARQL query whose result has further ids, and properties.
    pub(crate) query: Option<String>,
    /// The column of the query's result with the ids; `id` if `None`.
    pub(crate) id_column: Option<String>,
    /// How geometries are simplified.
    pub(crate) simplification: Simplification,
    /// Whether GeoJSON is asked for (`getgeojson`), instead of TopoJSON.
    pub(crate) geojson: bool,
}

impl ShapeRequest {
    /// Reads `query`: the pairs of a query string, decoded, in their order. Unknown parameters are ignored.
    pub(crate) fn parse(kind: ShapeKind, query: &[(String, String)], rules: ShapeRules) -> Result<Self, ShapeError> {
        let (ids, sparql) = (single(query, "ids")?, single(query, "query")?);
        if ids.is_none() && sparql.is_none() {
            return Err(ShapeError::NothingAsked);
        }
        if sparql.is_some() && !rules.queries {
            return Err(ShapeError::QueriesOff);
        }
        let ids = parse_ids(ids.unwrap_or_default(), rules.max_ids)?;
        let reads_database = kind != ShapeKind::Point && !(ids.is_empty() && sparql.is_none());
        let simplification = if rules.prepared_queries && reads_database {
            let name = last(query, "sql").unwrap_or_default();
            Simplification::named(name, || last(query, "arg1").map(number).transpose())?
        } else {
            Simplification::DEFAULT
        };
        Ok(Self {
            kind,
            ids,
            query: sparql.map(str::to_owned),
            id_column: last(query, "idcolumn").map(str::to_owned),
            simplification,
            geojson: last(query, "getgeojson").is_some(),
        })
    }
}

/// The value of a parameter that may be given once; `None` if it is missing or empty.
fn single<'q>(query: &'q [(String, String)], name: &'static str) -> Result<Option<&'q str>, ShapeError> {
    let is_list = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('['));
    let mut values = query.iter().filter(|(key, _)| key == name);
    let first = values.next().map(|(_, value)| value.as_str());
    if values.next().is_some() || query.iter().any(|(key, _)| is_list(key)) {
        return Err(ShapeError::Repeated(name));
    }
    Ok(first.filter(|value| !value.is_empty()))
}

/// The last value of a parameter that is not empty.
fn last<'q>(query: &'q [(String, String)], name: &str) -> Option<&'q str> {
    let mut values = query.iter().rev().filter(|(key, value)| key == name && !value.is_empty());
    values.next().map(|(_, value)| value.as_str())
}

fn parse_ids(text: &str, limit: usize) -> Result<Vec<String>, ShapeError> {
    let mut known = HashSet::new();
    let ids: Vec<&str> = text.split(',').filter(|id| !id.is_empty() && known.insert(*id)).collect();
    if ids.len() > limit {
        return Err(ShapeError::TooManyIds(limit));
    }
    match ids.iter().find(|id| !is_wikidata_id(id)) {
        Some(wrong) => Err(ShapeError::BadId((*wrong).to_owned())),
        None => Ok(ids.into_iter().map(str::to_owned).collect()),
    }
}

/// A decimal number: digits, with an optional sign and fraction.
fn number(text: &str) -> Result<f64, ShapeError> {
    let decimal = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let number = text.parse().ok().filter(|number: &f64| decimal && number.is_finite());
    number.ok_or(ShapeError::BadArgument("arg1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: ShapeRules = ShapeRules { max_ids: 3, queries: true, prepared_queries: true };

    fn parse_as(kind: ShapeKind, text: &str, rules: ShapeRules) -> Result<ShapeRequest, String> {
        let query: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        ShapeRequest::parse(kind, &query, rules).map_err(|error| error.to_string())
    }

    fn parse(text: &str) -> Result<ShapeRequest, String> {
        parse_as(ShapeKind::Area, text, ALL)
    }

    #[test]
    fn ids_are_read_once_each_and_must_be_those_of_items() {
        assert_eq!(parse("ids=Q2,,Q1,Q2").unwrap().ids, ["Q2", "Q1"]);
        assert_eq!(parse("ids=,,").unwrap().ids, [""; 0]);
        for (text, error) in [
            ("", "\"ids\" or \"query\" parameter must be given"),
            ("ids=&query=", "\"ids\" or \"query\" parameter must be given"),
            ("IDS=Q1", "\"ids\" or \"query\" parameter must be given"),
            ("ids=Q0", "Invalid Wikidata id \"Q0\""),
            ("ids=q1", "Invalid Wikidata id \"q1\""),
            ("ids=Q1, Q2", "Invalid Wikidata id \" Q2\""),
            ("ids=Q12345678901234567", "Invalid Wikidata id \"Q12345678901234567\""),
            ("ids=Q1,Q2,Q3,Q4", "Not more than 3 ids allowed"),
            ("ids=Q1&ids=Q2", "\"ids\" parameter must be given only once"),
            ("ids[]=Q1", "\"ids\" parameter must be given only once"),
        ] {
            assert_eq!(parse(text).unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn queries_and_their_column_may_be_disabled() {
        let asked = parse("query=SELECT&idcolumn=item&ids=Q1").unwrap();
        assert_eq!((asked.query.as_deref(), asked.id_column.as_deref()), (Some("SELECT"), Some("item")));
        assert_eq!(parse("query=x&idcolumn=").unwrap().id_column, None);
        let off = ShapeRules { queries: false, ..ALL };
        let error = parse_as(ShapeKind::Area, "query=SELECT", off).unwrap_err();
        assert_eq!(error, "\"query\" parameter is not enabled");
    }

    #[test]
    fn anything_but_nothing_asks_for_geojson() {
        let geojson = |text: &str| parse(text).unwrap().geojson;
        assert!(geojson("ids=Q1&getgeojson=0") && geojson("ids=Q1&getgeojson=false"));
        assert!(!geojson("ids=Q1&getgeojson=") && !geojson("ids=Q1&getgeojson") && !geojson("ids=Q1"));
    }

    #[test]
    fn prepared_queries_take_a_number() {
        let of = |text: &str| parse(&format!("ids=Q1&{text}")).map(|request| request.simplification);
        assert_eq!(of(""), Ok(Simplification::Share(0.001)));
        assert_eq!(of("sql=constructor&arg1="), Ok(Simplification::Share(0.001)));
        assert_eq!(of("arg1=0.1"), Ok(Simplification::Share(0.1)));
        assert_eq!(of("sql=simplify"), Ok(Simplification::Distance(10_000.0)));
        assert_eq!(of("sql=simplify&arg1=-5"), Ok(Simplification::Distance(-5.0)));
        assert_eq!(of("sql=removerepeat&arg1=1"), Ok(Simplification::Repeated(1.0)));
        assert_eq!(of("sql=direct&arg1=abc"), Ok(Simplification::None));
        for wrong in ["abc", "1e3", "inf", "NaN", "1;DROP", "0x1", " 1", "--1", "."] {
            let error = of(&format!("arg1={wrong}")).unwrap_err();
            assert_eq!(error, "Invalid value for param arg1", "{wrong}");
        }
        assert!(parse_as(ShapeKind::Point, "ids=Q1&arg1=abc", ALL).is_ok(), "points have no prepared query");
        let off = ShapeRules { prepared_queries: false, ..ALL };
        let ignored = parse_as(ShapeKind::Line, "ids=Q1&sql=direct&arg1=abc", off).unwrap();
        assert_eq!(ignored.simplification, Simplification::DEFAULT);
    }
}
