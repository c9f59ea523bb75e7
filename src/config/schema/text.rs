//! Checks the format of strings.

use url::Url;

use super::{At, Checker};
use crate::{
    config::{
        document::{DocumentNode, scalar::ScalarValue},
        keys::{Form, Shape},
        values,
    },
    diagnostic::{Code, Diagnostic, quoted},
    settings::layer_sql::{self, LayerSqlError},
    spelling::did_you_mean,
};

/// The request handlers by the last part of their module names.
pub(super) const HANDLERS: &[&str] = &["geoshapes", "maki", "snapshot"];

impl Checker<'_> {
    /// Checks that `node` is a string of `form`.
    pub(crate) fn text(&mut self, node: &DocumentNode, form: Form, at: &At) {
        let Some(scalar) = node.scalar() else { return self.wrong_type(node, &Shape::Text(form), at) };
        // A value from the environment is a string even if it looks like a number.
        let other = scalar.value != ScalarValue::Text && node.environment().is_none();
        if other && form != Form::HeaderValue {
            let message =
                format!("{} must be {}, not {} {}", at.subject, form.expected(), node.describe(), self.shown(node, at));
            let mut diagnostic = Diagnostic::error(Code::WrongType, node.span, message);
            if matches!(
                form,
                Form::Any | Form::MayBeEmpty | Form::Path | Form::SqlName | Form::SourceName | Form::Language
            ) {
                diagnostic = diagnostic.help(format!("put it in quotes: `\"{}\"`", scalar.text));
            }
            return self.report(node, at, diagnostic);
        }
        let text = scalar.text.as_str();
        if text.trim().is_empty() {
            if form != Form::MayBeEmpty {
                let message = format!("{} is empty", at.subject);
                let diagnostic = Diagnostic::error(Code::Empty, node.span, message)
                    .cause("a template that renders a missing variable as nothing produces this")
                    .help(format!("write {}, or remove the key", form.expected()));
                self.report(node, at, diagnostic);
            }
            return;
        }
        if text.trim() != text && !matches!(form, Form::Any | Form::MayBeEmpty | Form::Sql) {
            let message = format!("{} starts or ends with a space or line break", at.subject);
            return self.error(Code::BadText, node, at, message, "remove it");
        }
        let good = match form {
            Form::Any | Form::MayBeEmpty | Form::SourceName | Form::Path => !text.contains('\0'),
            Form::Address => values::address(text).is_some(),
            Form::Network => values::is_network(text),
            Form::Host => {
                values::is_host(text.split_once(':').filter(|(_, p)| p.parse::<u16>().is_ok()).map_or(text, |(h, _)| h))
            }
            Form::HttpUrl => return self.http_url(node, text, at),
            Form::DatabaseUrl => return self.database_url(node, text, at),
            // The check depends on the scheme; it is done when the source is read.
            Form::SourceUri => true,
            Form::HeaderValue if text.contains(['\r', '\n']) => {
                let message = format!("{} contains a line break, which is not allowed in a header", at.subject);
                return self.error(Code::BadText, node, at, message, "write the value on one line");
            }
            Form::HeaderValue => text.bytes().all(|b| b == b'\t' || (b' '..=b'~').contains(&b) || b >= 0x80),
            Form::HeaderName => text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b)),
            Form::Sql => {
                let first = text.trim_start_matches(['(', ' ', '\n', '\t']).get(..4).unwrap_or("").to_ascii_lowercase();
                let query = matches!(first.as_str(), "sele" | "with" | "valu" | "tabl")
                    || text.trim_start().starts_with(['-', '/']);
                if query && let Err(fault) = layer_sql::parse(text) {
                    let message = format!("{}: {fault}", at.subject);
                    let mut diagnostic = Diagnostic::error(Code::BadText, node.span, message).help(fault.fix());
                    if let LayerSqlError::Unknown(name) = &fault {
                        let known: Vec<_> = layer_sql::tokens().collect();
                        let name = format!("!{}!", name.to_uppercase());
                        diagnostic = diagnostic.suggest(did_you_mean(&name, known.iter().map(String::as_str)));
                    }
                    return self.report(node, at, diagnostic);
                }
                query
            }
            Form::SqlName => text.chars().all(|c| c.is_alphanumeric() || "_.\"$-".contains(c)),
            Form::Language => text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
            Form::Handler => return self.handler(node, text, at),
        };
        if !good {
            let message = format!("{} must be {}, not {}", at.subject, form.expected(), self.shown(node, at));
            self.report(node, at, Diagnostic::error(Code::BadText, node.span, message));
        }
    }

    /// Checks a secret such as a password. Its value is never shown.
    pub(crate) fn secret(&mut self, node: &DocumentNode, at: &At) {
        let Some(scalar) = node.scalar() else { return self.wrong_type(node, &Shape::Secret, at) };
        if scalar.value != ScalarValue::Text && node.environment().is_none() {
            let message = format!("{} must be text, not {}", at.subject, node.describe());
            self.error(Code::WrongType, node, at, message, "put it in quotes");
        }
    }

    fn handler(&mut self, node: &DocumentNode, text: &str, at: &At) {
        let name = text.rsplit('/').next().unwrap_or(text).trim_end_matches(".js");
        if !HANDLERS.contains(&name) {
            let diagnostic = Diagnostic::error(
                Code::NotAChoice,
                node.span,
                format!("karto has no request handler {}", self.shown(node, at)),
            )
            .help(format!("the handlers are {}", quoted(HANDLERS)))
            .suggest(did_you_mean(name, HANDLERS.iter().copied()));
            self.report(node, at, diagnostic);
        }
    }

    fn http_url(&mut self, node: &DocumentNode, text: &str, at: &At) {
        let help = "write the whole URL: `https://host/path`";
        match Url::parse(text) {
            Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                let message =
                    format!("{} must start with `http://` or `https://`, not {}", at.subject, self.shown(node, at));
                self.error(Code::BadUri, node, at, message, help);
            }
            Ok(_) if !has_host(text) => {
                let message = format!("{} has no host: {}", at.subject, self.shown(node, at));
                let diagnostic = Diagnostic::error(Code::BadUri, node.span, message)
                    .cause("a template that renders a missing host as nothing produces this")
                    .help(help);
                self.report(node, at, diagnostic);
            }
            Ok(_) => {}
            Err(error) => {
                let message = format!("{} is not a URL: {error}", at.subject);
                self.error(Code::BadUri, node, at, message, help);
            }
        }
    }

    /// Checks a connection URL of PostgreSQL.
    pub(crate) fn database_url(&mut self, node: &DocumentNode, text: &str, at: &At) {
        let help = "write `postgres://user:password@host:port/database`, preferably `{ env(KARTO_DATABASE_URL) }`";
        let problem = match Url::parse(text) {
            Err(error) => Some(error.to_string()),
            Ok(url) if !matches!(url.scheme(), "postgres" | "postgresql" | "postgis") => {
                Some("it does not start with `postgres://`".to_owned())
            }
            // A URL without host is valid if `?host=/path` names a socket.
            Ok(url) if url.host_str().is_none_or(str::is_empty) && !url.query_pairs().any(|(k, _)| k == "host") => {
                Some("it has no host".to_owned())
            }
            Ok(url) if url.password().is_some_and(str::is_empty) => Some("its password is empty".to_owned()),
            Ok(url) if url.password().is_none() && text.contains(":@") => Some("its password is empty".to_owned()),
            Ok(url) if matches!(url.path(), "" | "/") => Some("it does not name a database".to_owned()),
            Ok(_) => None,
        };
        if let Some(problem) = problem {
            let message = format!("{} is not a usable database URL: {problem}", at.subject);
            self.error(Code::BadUri, node, at, message, help);
        }
    }
}

/// Whether there is a host between `//` and the path. The `url` crate accepts `http:///x`, with the host `x`.
pub(crate) fn has_host(text: &str) -> bool {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    !host.is_empty() && !host.starts_with(':')
}
