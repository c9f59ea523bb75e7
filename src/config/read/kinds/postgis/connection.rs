//! The database that a source reads from.

use crate::{
    config::{
        document::Kind,
        read::{
            ConfigReader,
            database::{credentials, database_url},
            fields::{Fields, texts},
            uri::SourceUri,
        },
        schema::At,
    },
    diagnostic::Code,
    settings::Secret,
};

pub(super) fn connection(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<Vec<Secret>> {
    let uri_node = source.node("uri")?;
    let in_uri = !uri.rest.is_empty();
    let parts = p.node("host").is_some() || p.node("hosts").is_some();
    let given = [("the URI", in_uri), ("`url`", p.node("url").is_some()), ("`host`/`hosts`", parts)];
    let given: Vec<_> = given.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    if given.len() != 1 {
        let uri_at = At::named(&(at.path.trim_end_matches(".params").to_owned() + ".uri"), "`uri`");
        let message = match given.len() {
            0 => "this source does not name a database".to_owned(),
            _ => format!("the database is named more than once: in {}", given.join(" and in ")),
        };
        let broken =
            p.own().is_some_and(|n| n.entries().iter().any(|e| matches!(e.value.kind, Kind::Broken | Kind::Null)));
        if !(broken && given.is_empty()) {
            reader.checker.error(Code::Contradiction, uri_node, &uri_at, message, "set one of `params.url: { env(KARTO_DATABASE_URL) }`, `params.host` (with `database`, `user`, `password`), or `uri: postgis://user:password@host/database`");
        }
        return None;
    }
    if in_uri {
        let text = format!("postgres://{}", uri.rest);
        let uri_at = At::named(&(at.path.trim_end_matches(".params").to_owned() + ".uri"), "`uri`");
        reader.checker.database_url(uri_node, &text, &uri_at);
        return Some(vec![Secret::new(text)]);
    }
    if let Some(node) = p.node("url") {
        return Some(vec![Secret::new(node.text()?.replacen("postgis://", "postgres://", 1))]);
    }
    credentials(p.node("user"), p.node("password"), at, reader.checker);
    let hosts = match p.node("hosts") {
        Some(node) => texts(node),
        None => vec![p.text("host")?],
    };
    let Some(database) = p.text("database") else {
        if p.node("database").is_none() {
            let node = p.node("host").or(p.node("hosts"))?;
            reader.checker.error(
                Code::MissingKey,
                node,
                at,
                "`host` is set, but `database` is missing".into(),
                "add `database: name`",
            );
        }
        return None;
    };
    let (user, password) = (p.text("user").unwrap_or_default(), p.text("password").unwrap_or_default());
    let port: u16 = p.integer("port")?;
    hosts
        .iter()
        .map(|host| {
            let (host, port) = match host.rsplit_once(':').filter(|(h, _)| !h.contains(':')) {
                Some((host, own)) => (host, own.parse().ok()?),
                None => (host.as_str(), port),
            };
            database_url(host, port, &database, &user, &password)
        })
        .collect()
}
