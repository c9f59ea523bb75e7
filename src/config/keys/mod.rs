//! Every key karto understands, defined once. Reading, the detection of unknown keys, the JSON Schema
//! and `docs/configuration.md` all work from these tables.

pub mod conf;
pub mod karto;
pub mod params;
pub mod runner;
pub mod schemes;
pub mod source;

use super::templates::Braces;
use crate::diagnostic::quoted;

/// A mapping with a fixed set of keys.
#[derive(Debug)]
pub struct Section {
    /// Name in documentation and in the JSON Schema: `karto.cache`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The keys.
    pub keys: &'static [Key],
    /// What happens to keys that are not in the table.
    pub unknown: Unknown,
}

/// What happens to unknown keys of a [`Section`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// An error: the section is karto's own, or a typo in it has taken sites down.
    Refused,
    /// A typo is an error; what resembles no known key is someone else's and gets a warning.
    Tolerated,
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Other names it goes by.
    pub also: &'static [&'static str],
    /// What its value must be.
    pub shape: Shape,
    /// Whether it must be set.
    pub need: Need,
    /// What counts when it is not set, as it would be written.
    pub default: Option<&'static str>,
    /// What it means.
    pub about: &'static str,
}

/// Whether a key must be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Required,
    /// It means something to Kartotherian or Node only: accepted, and said once.
    Unused,
}

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

/// What a text must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Anything but empty.
    Any,
    /// Anything, also empty.
    MayBeEmpty,
    /// An IP address, or `localhost`.
    Address,
    /// An IP address or network (`10.0.0.0/8`).
    Network,
    /// A host name or address.
    Host,
    /// An `http` or `https` URL.
    HttpUrl,
    /// A connection URL of PostgreSQL.
    DatabaseUrl,
    /// The URI of a source.
    SourceUri,
    /// A file or folder; relative to the file that names it.
    Path,
    /// The value of an HTTP header.
    HeaderValue,
    /// SQL with karto's tokens.
    Sql,
    /// A (possibly schema-qualified) SQL name.
    SqlName,
    /// A language code, or `local`.
    Language,
    /// The name of one of Kartotherian's request handlers.
    Handler,
    /// The name of a source.
    SourceName,
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, also: &[], shape, need: Need::Optional, default: None, about }
    }

    /// A key that Kartotherian or Node knows and karto does not need.
    pub const fn unused(name: &'static str, about: &'static str) -> Self {
        Self { name, also: &[], shape: Shape::Free(Braces::Free), need: Need::Unused, default: None, about }
    }

    /// The same key, mandatory.
    pub const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// The same key with a default.
    pub const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same key with other names.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether it is called `name`.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.also.contains(&name)
    }
}

impl Section {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.is_called(name))
    }

    /// All names of all keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().flat_map(|k| std::iter::once(k.name).chain(k.also.iter().copied()))
    }
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

impl Form {
    /// What is expected, as the end of "must be …".
    pub fn expected(self) -> &'static str {
        match self {
            Self::Any | Self::MayBeEmpty => "text",
            Self::Address => "an IP address, or `localhost`",
            Self::Network => "an IP address or a network (`10.0.0.0/8`)",
            Self::Host => "a host name or an IP address",
            Self::HttpUrl => "a URL that starts with `http://` or `https://`",
            Self::DatabaseUrl => "a URL `postgres://user:password@host:port/database`",
            Self::SourceUri => "a URI such as `http://…/{z}/{x}/{y}.pbf` or `overzoom://`",
            Self::Path => "a path",
            Self::HeaderValue => "the value of a header, as text",
            Self::Sql => "an SQL query (`SELECT …`)",
            Self::SqlName => "an SQL name, such as `schema.table`",
            Self::Language => "a language code such as `en`, or `local`",
            Self::Handler => "the name of a request handler",
            Self::SourceName => "the name of a source",
        }
    }

    /// Which braces belong to texts of this form.
    pub fn braces(self) -> Braces {
        match self {
            Self::SourceUri => Braces::Tile,
            Self::Sql => Braces::Sql,
            _ => Braces::None,
        }
    }
}
