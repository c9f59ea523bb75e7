//! URL templates: `https://host/{z}/{x}/{y}.pbf`.

use std::fmt::Write;

use url::Url;

use crate::{source::TileQuery, tile::TileId};

/// A parsed URL template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Z,
    X,
    Y,
    /// Rows counted from the south (TMS).
    TmsY,
    Lang,
    /// Always 1: queries have no scale.
    Scale,
}

/// The URL or headers of a source cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// An unknown token.
    #[error("unknown token {{{0}}}; known are {{z}} {{x}} {{y}} {{-y}} {{lang}} {{scale}}")]
    Token(String),
    /// `{` without `}`.
    #[error("a brace is not closed")]
    Unclosed,
    /// All tiles would have the same URL.
    #[error("the URL has no {{{0}}}")]
    Missing(&'static str),
    /// Not a URL.
    #[error("not an http(s) URL: {0}")]
    Url(#[from] url::ParseError),
    /// A URL of another scheme.
    #[error("not an http(s) URL: scheme {0:?}")]
    Scheme(String),
    /// A header name or value is invalid.
    #[error("{name:?} is not a valid header")]
    Header {
        /// The name of the header.
        name: String,
    },
}

impl Template {
    /// Parses a template, and checks that it yields URLs.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (token, tail) = after.split_once('}').ok_or(TemplateError::Unclosed)?;
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(match token {
                "z" => Part::Z,
                "x" => Part::X,
                "y" => Part::Y,
                "-y" => Part::TmsY,
                "lang" => Part::Lang,
                "scale" => Part::Scale,
                other => return Err(TemplateError::Token(other.to_owned())),
            });
            rest = tail;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        let has = |wanted: &[Part]| parts.iter().any(|part| wanted.contains(part));
        for (name, wanted) in [("z", &[Part::Z][..]), ("x", &[Part::X]), ("y", &[Part::Y, Part::TmsY])] {
            if !has(wanted) {
                return Err(TemplateError::Missing(name));
            }
        }
        let template = Self { parts };
        template.url()?;
        Ok(template)
    }

    /// The URL of the world tile, whose scheme and host are those of all tiles.
    pub fn url(&self) -> Result<Url, TemplateError> {
        let url = Url::parse(&self.make(TileId::WORLD, "local"))?;
        match url.scheme() {
            "http" | "https" if url.has_host() => Ok(url),
            other => Err(TemplateError::Scheme(other.to_owned())),
        }
    }

    /// Whether the language is part of the URL.
    pub fn depends_on_lang(&self) -> bool {
        self.parts.contains(&Part::Lang)
    }

    /// The URL for a query. Without a language `{lang}` is `local`.
    pub fn fill(&self, query: &TileQuery) -> String {
        self.make(query.tile, query.lang.as_ref().map_or("local", |lang| lang.as_str()))
    }

    fn make(&self, tile: TileId, lang: &str) -> String {
        let mut out = String::with_capacity(80);
        for part in &self.parts {
            // Writing to a string cannot fail; languages are letters, - and _ only.
            let _ = match part {
                Part::Text(text) => out.write_str(text),
                Part::Z => write!(out, "{}", tile.z()),
                Part::X => write!(out, "{}", tile.x()),
                Part::Y => write!(out, "{}", tile.y()),
                Part::TmsY => write!(out, "{}", tile.across() - 1 - tile.y()),
                Part::Lang => out.write_str(lang),
                Part::Scale => out.write_char('1'),
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_replaced() {
        let template = Template::parse("http://h:80/{lang}/{z}/{x}/{y}@{scale}x.pbf?t={-y}").unwrap();
        assert!(template.depends_on_lang());
        assert_eq!(template.make(TileId::new(3, 4, 2).unwrap(), "zh-hans"), "http://h:80/zh-hans/3/4/2@1x.pbf?t=5");
    }

    #[test]
    fn templates_that_do_not_yield_urls_are_rejected() {
        let error = |text: &str| Template::parse(text).unwrap_err().to_string();
        assert_eq!(error("http://h/{z}/{x}"), "the URL has no {y}");
        assert!(error("http://h/{z}/{x}/{y}/{q}").starts_with("unknown token {q}"));
        assert_eq!(error("http://h/{z}/{x}/{y"), "a brace is not closed");
        assert!(error("ftp://h/{z}/{x}/{y}").contains("ftp"));
        assert!(error("/{z}/{x}/{y}").starts_with("not an http(s) URL"));
    }
}
