//! Formats of strings.

use crate::config::templates::Braces;

/// The format that a string must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Any string except an empty one.
    Any,
    /// Any string, including an empty one.
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
    /// A file or folder, relative to the file that names it.
    Path,
    /// The value of an HTTP header.
    HeaderValue,
    /// The name of an HTTP header.
    HeaderName,
    /// SQL with tokens such as `!BBOX!`.
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

impl Form {
    /// The expected value, as the end of "must be …".
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
            Self::HeaderName => "the name of a header, such as `X-Client-IP`",
            Self::Sql => "an SQL query (`SELECT …`)",
            Self::SqlName => "an SQL name, such as `schema.table`",
            Self::Language => "a language code such as `en`, or `local`",
            Self::Handler => "the name of a request handler",
            Self::SourceName => "the name of a source",
        }
    }

    /// The braces that are part of strings of this form.
    pub fn braces(self) -> Braces {
        match self {
            Self::SourceUri => Braces::Tile,
            Self::Sql => Braces::Sql,
            _ => Braces::None,
        }
    }
}
