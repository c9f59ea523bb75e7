//! RDF terms of query results as plain values.

use serde_json::{Map, Number, Value, json};

use crate::source::geoshape::wikidata_id::is_wikidata_id;

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const WKT: &str = "http://www.opengis.net/ont/geosparql#wktLiteral";
const ENTITY: &str = "http://www.wikidata.org/entity/";

/// The numeric types of XML Schema.
const NUMBERS: [&str; 14] = [
    "double",
    "float",
    "decimal",
    "integer",
    "long",
    "int",
    "short",
    "nonNegativeInteger",
    "positiveInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "nonPositiveInteger",
    "negativeInteger",
];

/// The value of a term: a number if the text is its usual spelling, `[longitude, latitude]` for a point, the id of an
/// item for its URI, otherwise the text. `None` if it is not a term.
pub(super) fn of_term(term: &Value) -> Option<Value> {
    let term = term.as_object()?;
    let (kind, value) = (text(term, "type")?, term.get("value")?);
    let recognized = match (kind, value.as_str()) {
        ("literal", Some(literal)) => literal_value(text(term, "datatype").unwrap_or_default(), literal),
        ("uri", _) => item_id(&Value::Object(term.clone())).map(Value::from),
        _ => None,
    };
    Some(recognized.unwrap_or_else(|| value.clone()))
}

/// The id of the item whose URI the term is.
pub(super) fn item_id(term: &Value) -> Option<String> {
    let term = term.as_object().filter(|term| text(term, "type") == Some("uri"))?;
    let id = text(term, "value")?.strip_prefix(ENTITY)?;
    is_wikidata_id(id).then(|| id.to_owned())
}

fn text<'t>(term: &'t Map<String, Value>, key: &str) -> Option<&'t str> {
    term.get(key)?.as_str()
}

fn literal_value(datatype: &str, literal: &str) -> Option<Value> {
    if datatype == WKT {
        let (lon, lat) = literal.strip_prefix("Point(")?.strip_suffix(')')?.split_once(' ')?;
        return Some(json!([number(decimal(lon)?)?, number(decimal(lat)?)?]));
    }
    let is_number = datatype.strip_prefix(XSD).is_some_and(|name| NUMBERS.contains(&name));
    // A number whose digits would change (`0.50`, long ones) stays a text.
    let value = decimal(literal).filter(|value| is_number && value.to_string() == literal && literal != "-0")?;
    number(value).map(Value::Number)
}

/// The value of digits with an optional sign and fraction.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    text.parse().ok().filter(|value: &f64| plain && value.is_finite())
}

/// The number in JSON, without a fraction if it is whole.
fn number(value: f64) -> Option<Number> {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < MAX_EXACT {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(datatype: &str, value: &str) -> Value {
        of_term(&json!({"type": "literal", "datatype": datatype, "value": value})).unwrap()
    }

    #[test]
    fn numbers_become_numbers_if_their_text_can_be_restored() {
        let decimal = format!("{XSD}decimal");
        assert_eq!(literal(&decimal, "0.5"), json!(0.5));
        assert_eq!(literal(&decimal, "-12"), json!(-12));
        for text in ["0.50", "+1", "1e3", "01", "-0", "NaN", "12345678901234567891", "", "."] {
            assert_eq!(literal(&decimal, text), json!(text));
        }
        assert_eq!(literal(&format!("{XSD}string"), "5"), json!("5"));
        assert_eq!(literal(&format!("{XSD}dateTime"), "2020"), json!("2020"));
    }

    #[test]
    fn points_and_items_are_recognized() {
        assert_eq!(literal(WKT, "Point(-64.2 36)"), json!([-64.2, 36]));
        for text in ["Point(1 2 3)", "POINT(1 2)", "Point(1)", "Point(1,2)", "<moon> Point(1 2)", "Point(1 -)"] {
            assert_eq!(literal(WKT, text), json!(text));
        }
        let uri = |value: &str| of_term(&json!({"type": "uri", "value": value}));
        assert_eq!(uri("http://www.wikidata.org/entity/Q64"), Some(json!("Q64")));
        assert_eq!(uri("http://www.wikidata.org/entity/P64"), Some(json!("http://www.wikidata.org/entity/P64")));
        assert_eq!(of_term(&json!({"type": "bnode", "value": "t1"})), Some(json!("t1")));
        assert_eq!(of_term(&json!({"value": "x"})), None);
        assert_eq!(of_term(&json!("x")), None);
        assert_eq!(item_id(&json!({"type": "literal", "value": "http://www.wikidata.org/entity/Q64"})), None);
    }
}
