use super::*;
use crate::style::expression::{Context, Feature, GeometryKind, Value, WholeFeatures};

struct NoMore;

impl WholeFeatures for NoMore {
    fn properties(&self, _: usize, _: &mut dyn FnMut(&str, &Value<'_>)) {}

    fn lon_lat(&self, _: usize) -> Vec<Vec<(f64, f64)>> {
        Vec::new()
    }
}

/// The value of an expression for a polygon with these fields.
pub(super) fn value_for(
    parsed: Result<Expression, MapnikExpressionError>,
    keys: &Keys,
    fields: &[(&str, Value<'static>)],
) -> Result<Value<'static>, String> {
    let expression = parsed.map_err(|problem| problem.to_string())?;
    let at = |name: &str| fields.iter().position(|(known, _)| *known == name).map_or(u32::MAX, |at| at as u32);
    let slots: Vec<u32> = keys.names().map(at).collect();
    let values: Vec<Value<'static>> = fields.iter().map(|(_, value)| value.clone()).collect();
    let feature = Feature {
        id: Value::Null,
        kind: GeometryKind::Polygon,
        slots: &slots,
        values: &values,
        whole: &NoMore,
        index: 0,
    };
    let found = expression.evaluate(&Context::at_zoom(0.0).with_feature(&feature));
    found.map(Value::into_owned).map_err(|failure| failure.to_string())
}

fn value(text: &str) -> Result<Value<'static>, String> {
    let mut keys = Keys::default();
    let parsed = parse(text, &mut keys);
    let fields = [("n", Value::Number(5.0)), ("half", Value::Number(2.5)), ("s", "x".into())];
    value_for(parsed, &keys, &fields)
}

#[test]
fn integers_and_doubles_are_apart() {
    for (text, number) in
        [("[n] / 2", 2.0), ("[half] * 2 / 2", 2.5), ("-7 % 3", -1.0), ("7 / 2.0", 3.5), ("1 + true", 2.0)]
    {
        assert_eq!(value(text), Ok(Value::Number(number)), "{text}");
    }
}

#[test]
fn null_is_neutral_and_texts_concatenate() {
    for (text, joined) in
        [("[no] + 'm'", "m"), ("[n] + 'm'", "5m"), ("[half] + ''", "2.5"), ("[s].replace('x', '$&$&')", "xx")]
    {
        assert_eq!(value(text), Ok(Value::from(joined)), "{text}");
    }
}

#[test]
fn conditions_are_read_from_the_left() {
    let expected = [
        ("1 = 1 or 1 = 1 and 1 = 2", false),
        ("[no] = null and [no] != 'a'", true),
        ("[no] != ''", false),
        ("[s]eq'x'and[n]=5", true),
        ("not [s] = 'x'", false),
        ("[mapnik::geometry_type] = polygon", true),
        ("[n].match('\\d')", true),
        ("'5' = [n]", false),
    ];
    for (text, holds) in expected {
        assert_eq!(value(text), Ok(Value::Bool(holds)), "{text}");
    }
}

#[test]
fn paths_have_fields() {
    let mut keys = Keys::default();
    let parsed = parse_path("shield/[s]-[n].svg", &mut keys);
    let fields = [("n", Value::Number(5.0)), ("s", "x".into())];
    assert_eq!(value_for(parsed, &keys, &fields), Ok("shield/x-5.svg".into()));
}

#[test]
fn errors_have_a_place_and_a_cause() {
    let expected = [
        ("[a] == 1", "a value is expected after a comparison (at character 6)"),
        ("[a", "the field has no closing `]` (at character 1)"),
        ("[a] = b", "a value is expected after a comparison; a text needs quotes, a field brackets (at character 7)"),
        ("1 +", "a value is expected after `+`; this is the end (at character 4)"),
        ("[a].match('(')", "the pattern cannot be used: unclosed group (at character 11)"),
        ("(1", "`)` is expected after an expression in parentheses (at character 3)"),
    ];
    for (text, message) in expected {
        assert_eq!(value(text), Err(message.to_owned()));
    }
}

#[test]
fn nesting_and_length_are_bounded() {
    let deep = format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000));
    assert!(value(&deep).is_err_and(|it| it.contains("nesting")));
    assert!(value(&"1+".repeat(10_000)).is_err_and(|it| it.contains("follow each other")));
    let long = vec!["[s] = 'y'"; 5000].join(" or ");
    assert_eq!(value(&long), Ok(Value::Bool(false)));
}
