//! Descriptions of expected values, for messages.

use super::Shape;
use crate::diagnostic::quoted;

impl Shape {
    /// The expected value, as the end of "must be …".
    pub fn expected(&self) -> String {
        match self {
            Self::Bool => "`true` or `false`".into(),
            Self::Integer(min, max) if *max == i64::MAX => format!("a whole number from {min}"),
            Self::Integer(min, max) => format!("a whole number from {min} to {max}"),
            Self::Number(min, max) => format!("a number from {min} to {max}"),
            Self::Text(form) => form.expected().into(),
            Self::Secret => "a string, preferably `{ env(NAME) }`".into(),
            Self::Choice(words) => format!("one of {}", quoted(words)),
            Self::Duration { milliseconds: true } => {
                "a duration (`30s`, `5m`, `1h`) or a number of milliseconds".into()
            }
            Self::Duration { .. } => "a duration (`500ms`, `30s`, `5m`, `1h`, `1d`)".into(),
            Self::Bytes => "a size (`500000`, `512KiB`, `64MiB`)".into(),
            Self::Reference => "a reference to a source: `{ref: name}`".into(),
            Self::Loader => "a path, or `{npm: [module, path]}`".into(),
            Self::List(item) => format!("a list, each item {}", item.expected()),
            Self::OneOrMore(item) => format!("{}, or a list of these", item.expected()),
            Self::Map(value) => format!("a mapping, each value {}", value.expected()),
            Self::Section(_) | Self::Params => "a mapping".into(),
            Self::Either(shapes) => shapes.iter().map(Shape::expected).collect::<Vec<_>>().join(", or "),
            Self::Off => "`false`".into(),
            Self::Free(_) => "any data".into(),
            Self::Sources | Self::Variables => "a mapping, the name of a file, or a list of both".into(),
        }
    }
}
