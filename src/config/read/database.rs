//! Credentials and connection URLs of databases.

use url::Url;

use crate::{
    config::{
        document::DocumentNode,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    settings::Secret,
};

/// Reports empty credentials. If only the user or only the password is empty, a value was probably lost, which is an
/// error. If both are empty, this is a warning.
pub(super) fn credentials(
    user: Option<&DocumentNode>,
    password: Option<&DocumentNode>,
    at: &At,
    checker: &mut Checker<'_>,
) {
    let empty = |node: Option<&DocumentNode>| node.and_then(DocumentNode::text).is_some_and(|t| t.trim().is_empty());
    let set = |node: Option<&DocumentNode>| node.and_then(DocumentNode::text).is_some_and(|t| !t.trim().is_empty());
    let Some(node) = password.filter(|_| empty(password)).or(user.filter(|_| empty(user))) else { return };
    let inner = At::key(&at.path, if empty(password) { "password" } else { "user" });
    if empty(user) && empty(password) {
        let diagnostic = Diagnostic::warning(
            Code::EmptySecret,
            node.span,
            "`user` and `password` are empty: karto connects to the database without them",
        )
        .cause("this works only if the database trusts every client that can connect")
        .help("set both, the password as `{ env(NAME) }`; or remove both keys");
        return checker.report(node, &inner, diagnostic);
    }
    if empty(password) && (set(user) || user.is_none()) || empty(user) && set(password) {
        let diagnostic = Diagnostic::error(Code::EmptySecret, node.span, format!("{} is empty", inner.subject))
            .cause("a template or an environment variable without a value produces this")
            .help(match empty(password) {
                true => "give the password as `{ env(NAME) }`; if the database needs none, remove the key",
                false => "set the user that the password belongs to",
            });
        checker.report(node, &inner, diagnostic);
    }
}

/// Builds a connection URL from its parts.
pub(super) fn database_url(host: &str, port: u16, database: &str, user: &str, password: &str) -> Option<Secret> {
    let mut url = Url::parse("postgres://localhost/").ok()?;
    let host = if host.contains(':') && host.parse::<std::net::IpAddr>().is_ok() {
        format!("[{host}]")
    } else {
        host.to_owned()
    };
    url.set_host(Some(&host)).ok()?;
    url.set_port(Some(port)).ok()?;
    url.set_username(user).ok()?;
    url.set_password((!password.is_empty()).then_some(password)).ok()?;
    url.path_segments_mut().ok()?.clear().push(database);
    Some(Secret::new(url.to_string()))
}
