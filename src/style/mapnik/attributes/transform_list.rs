//! Lists of transformations as in SVG, whose numbers may be expressions.

use crate::{
    spelling::did_you_mean,
    style::{Property, expression::Keys, mapnik::expression, symbolizer::TransformStep},
};

/// The most steps of one transformation.
const MOST_STEPS: usize = 100;
const NAMES: [&str; 6] = ["matrix", "translate", "scale", "rotate", "skewX", "skewY"];

/// Parses a list such as `translate(2, [x]) rotate(45)`. The error says what is wrong.
pub(super) fn parse(text: &str, keys: &mut Keys) -> Result<Vec<TransformStep>, String> {
    let mut steps = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        if steps.len() == MOST_STEPS {
            return Err(format!("there are more than {MOST_STEPS} steps"));
        }
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let Some(known) = NAMES.into_iter().find(|it| it.eq_ignore_ascii_case(name)) else {
            let near = did_you_mean(name, NAMES).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("`{}` is no transformation{near}", first_word(rest)));
        };
        let open = behind.trim_start().strip_prefix('(').ok_or_else(|| format!("`(` is expected after `{name}`"))?;
        let (arguments, behind) = arguments(open).ok_or_else(|| format!("the `(` of `{name}` is not closed"))?;
        steps.push(step(known, &values(&arguments, keys)?)?);
        rest = behind.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    Ok(steps)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// The arguments up to the closing parenthesis, and what is behind it. Commas in texts, fields and parentheses do not
/// separate.
fn arguments(text: &str) -> Option<(Vec<&str>, &str)> {
    let (mut depth, mut start, mut quote) = (0_usize, 0, None);
    let mut found = Vec::new();
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(end), _) if character == end => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, '[') => quote = Some(']'),
            (None, '(') => depth += 1,
            (None, ')') if depth > 0 => depth -= 1,
            (None, ')') => {
                found.push(text.get(start..at)?);
                return Some((found, text.get(at + 1..)?));
            }
            (None, ',') if depth == 0 => {
                found.push(text.get(start..at)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// The values of arguments. Plain numbers may be separated by blanks alone.
fn values(arguments: &[&str], keys: &mut Keys) -> Result<Vec<Property<f64>>, String> {
    let words = arguments.iter().flat_map(|it| it.split_whitespace());
    let numbers: Option<Vec<f64>> = words.map(|it| it.parse().ok().filter(|number: &f64| number.is_finite())).collect();
    if let Some(numbers) = numbers {
        return Ok(numbers.into_iter().map(Property::fixed).collect());
    }
    let value = |text: &&str| match expression::parse_number(text, keys) {
        Ok(parsed) => Ok(Property::computed(parsed, 0.0)),
        Err(problem) => Err(format!("`{}`: {problem}", text.trim())),
    };
    arguments.iter().map(value).collect()
}

fn step(name: &'static str, values: &[Property<f64>]) -> Result<TransformStep, String> {
    let zero = || Property::fixed(0.0);
    let step = match (name, values) {
        ("matrix", [a, b, c, d, e, f]) => TransformStep::Matrix(Box::new([a, b, c, d, e, f].map(Clone::clone))),
        ("translate", [x]) => TransformStep::Translate(Box::new([x.clone(), zero()])),
        ("translate", [x, y]) => TransformStep::Translate(Box::new([x.clone(), y.clone()])),
        ("scale", [both]) => TransformStep::Scale(Box::new([both.clone(), both.clone()])),
        ("scale", [x, y]) => TransformStep::Scale(Box::new([x.clone(), y.clone()])),
        ("rotate", [angle]) => TransformStep::Rotate(Box::new((angle.clone(), [zero(), zero()]))),
        ("rotate", [angle, x, y]) => TransformStep::Rotate(Box::new((angle.clone(), [x.clone(), y.clone()]))),
        ("skewX", [angle]) => TransformStep::SkewX(Box::new(angle.clone())),
        ("skewY", [angle]) => TransformStep::SkewY(Box::new(angle.clone())),
        _ => return Err(format!("`{name}` cannot have {} arguments", values.len())),
    };
    Ok(step)
}
