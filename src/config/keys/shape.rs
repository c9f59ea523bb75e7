//! What values must be.

use super::{Form, Section};
use crate::{config::templates::Braces, diagnostic::quoted};

/// What a value must be.
#[derive(Debug)]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number within limits.
    Integer(i64, i64),
    /// A number within limits.
    Number(f64, f64),
    /// A text.
    Text(Form),
    /// A text that is never printed.
    Secret,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `30s`, `5m`, `1h`; a bare number counts milliseconds where Kartotherian has them so.
    Duration {
        /// Whether a bare number is accepted, as milliseconds.
        milliseconds: bool,
    },
    /// A number of bytes: `500000`, `64MiB`.
    Bytes,
    /// `{ref: id}`.
    Reference,
    /// A path, or `{npm: [module, path…]}`.
    Loader,
    /// A list.
    List(&'static Shape),
    /// One value or a list of them.
    OneOrMore(&'static Shape),
    /// A mapping with keys of the user's choice.
    Map(&'static Shape),
    /// A mapping with fixed keys.
    Section(&'static Section),
    /// One of several shapes.
    Either(&'static [Shape]),
    /// `false` and nothing else: turns a thing off.
    Off,
    /// Any data; nulls are allowed and texts may hold these braces.
    Free(Braces),
    /// The sources: inline, a file, or a list of both. Has its own stage.
    Sources,
    /// The variables: inline, a file, or a list of both. Has its own stage.
    Variables,
    /// The parameters of a source: which keys there are depends on the scheme of its URI.
    Params,
}

impl Shape {
    /// What is expected, as the end of "must be …".
    pub fn expected(&self) -> String {
        match self {
            Self::Bool => "`true` or `false`".into(),
            Self::Integer(min, max) if *max == i64::MAX => format!("a whole number from {min}"),
            Self::Integer(min, max) => format!("a whole number from {min} to {max}"),
            Self::Number(min, max) => format!("a number from {min} to {max}"),
            Self::Text(form) => form.expected().into(),
            Self::Secret => "a text, best as `{ env(NAME) }`".into(),
            Self::Choice(words) => format!("one of {}", quoted(words)),
            Self::Duration { milliseconds: true } => {
                "a duration (`30s`, `5m`, `1h`) or a number of milliseconds".into()
            }
            Self::Duration { .. } => "a duration (`500ms`, `30s`, `5m`, `1h`, `1d`)".into(),
            Self::Bytes => "a size (`500000`, `512KiB`, `64MiB`)".into(),
            Self::Reference => "a reference to a source: `{ref: name}`".into(),
            Self::Loader => "a path, or `{npm: [module, path]}`".into(),
            Self::List(item) => format!("a list, each item {}", item.expected()),
            Self::OneOrMore(item) => format!("{}, or a list of such", item.expected()),
            Self::Map(value) => format!("a mapping, each value {}", value.expected()),
            Self::Section(_) | Self::Params => "a mapping".into(),
            Self::Either(shapes) => shapes.iter().map(Shape::expected).collect::<Vec<_>>().join(", or "),
            Self::Off => "`false`".into(),
            Self::Free(_) => "any data".into(),
            Self::Sources | Self::Variables => "a mapping, the name of a file, or a list of both".into(),
        }
    }
}
