//! Values of expressions and strings.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::{
    context::RequestContext,
    error::RequestTemplateProblem,
    expression::{Expression, Form, Piece},
};

/// What `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

impl Expression {
    /// The value; null if the context has none.
    pub(super) fn value(&self, context: &RequestContext) -> Result<Value, RequestTemplateProblem> {
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::List(items) => Value::Array(items.iter().map(|item| item.value(context)).collect::<Result<_, _>>()?),
            Self::Object(entries) => {
                let entry = |(key, item): &(String, Self)| Ok((key.clone(), item.value(context)?));
                Value::Object(entries.iter().map(entry).collect::<Result<Map<_, _>, RequestTemplateProblem>>()?)
            }
            Self::Path(path) => {
                let found = path.iter().try_fold(&context.root, |value, key| value.get(key));
                found.cloned().unwrap_or_default()
            }
            Self::Call(function, arguments) => {
                let mut values = arguments.iter().map(|argument| argument.value(context));
                let mut next = || values.next().unwrap_or(Ok(Value::Null));
                function.call(next()?, next()?)?
            }
        })
    }
}

/// The value of a string with these pieces. If it is a single expression, its type is kept.
pub(super) fn value(pieces: &[Piece], context: &RequestContext) -> Result<Value, RequestTemplateProblem> {
    if let [Piece::Value { expression, form: Form::Raw }] = pieces {
        return expression.value(context);
    }
    text(pieces, context).map(Value::String)
}

/// The text of these pieces.
pub(super) fn text(pieces: &[Piece], context: &RequestContext) -> Result<String, RequestTemplateProblem> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Value { expression, form } => {
                let value = written(&expression.value(context)?);
                match (form, value) {
                    (Form::Raw, value) => text.push_str(&value.unwrap_or_default()),
                    (Form::Encoded, value) => text.extend(utf8_percent_encode(&value.unwrap_or_default(), COMPONENT)),
                    (Form::Segment, None) => {}
                    (Form::Segment, Some(value)) => {
                        text.push('/');
                        text.extend(utf8_percent_encode(&value, COMPONENT));
                    }
                }
            }
        }
    }
    Ok(text)
}

/// A value as text; `None` for null.
pub(super) fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
