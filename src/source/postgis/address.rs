//! Connection strings: what libpq knows and tokio-postgres does not (`sslmode=verify-full`,
//! `sslrootcert`), and what karto sets unless the string says otherwise.

use std::{path::PathBuf, str::FromStr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use crate::settings::Secret;

/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// When a silent peer is asked whether it still lives.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// When sent bytes that nobody acknowledges mean that the peer is gone.
const USER_TIMEOUT: Duration = Duration::from_secs(15);

/// How far the server's certificate is believed, as libpq's `sslmode` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verify {
    /// `disable`: no TLS.
    NoTls,
    /// `prefer`, `require`: encrypted, whoever answers.
    Nobody,
    /// `verify-ca`: a certificate of a known authority. Also `require` with `sslrootcert`.
    Chain,
    /// `verify-full`: and for the host's name.
    Full,
}

/// A database server, ready to be connected to.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// `host:port/database`, for logs and errors: no user, no password.
    pub name: String,
    pub config: Config,
    pub verify: Verify,
    /// A PEM file with the authorities to believe, instead of the system's.
    pub root_certificates: Option<PathBuf>,
}

impl Address {
    /// Reads `postgres://user:password@host:port/database?sslmode=…` or `host=… user=…`. A URL of
    /// several hosts is several servers that take turns, unless it asks for a certain one of them
    /// (`target_session_attrs`). The error is for the operator and repeats nothing of the text, which may
    /// hold a password.
    pub fn parse(text: &Secret) -> Result<Vec<Self>, String> {
        let text = text.reveal();
        let urls = if text.contains("target_session_attrs") { vec![text.to_owned()] } else { one_host_each(text) };
        urls.iter().map(|url| Self::of(url)).collect()
    }

    fn of(text: &str) -> Result<Self, String> {
        let (text, ssl_mode, root_certificates) = take_ssl(text)?;
        let mut config = Config::from_str(&text).map_err(|error| describe(&error))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err("the connection URL names no host".to_owned());
        }
        let sockets = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)));
        let rooted = root_certificates.is_some();
        let (mode, verify) = match ssl_mode.as_deref().unwrap_or("prefer") {
            "disable" => (SslMode::Disable, Verify::NoTls),
            "allow" | "prefer" if sockets => (SslMode::Disable, Verify::NoTls),
            "allow" | "prefer" => (SslMode::Prefer, Verify::Nobody),
            "require" => (SslMode::Require, if rooted { Verify::Chain } else { Verify::Nobody }),
            "verify-ca" => (SslMode::Require, Verify::Chain),
            "verify-full" => (SslMode::Require, Verify::Full),
            other => {
                let known = "disable, prefer, require, verify-ca, verify-full";
                return Err(format!("sslmode {other:?} of the connection URL is none of {known}"));
            }
        };
        if sockets && mode == SslMode::Require {
            return Err("the connection URL asks for TLS on a Unix socket, where PostgreSQL has none".to_owned());
        }
        config.ssl_mode(mode);
        config.keepalives_idle(KEEPALIVE);
        if config.get_application_name().is_none() {
            config.application_name("karto");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(USER_TIMEOUT);
        }
        Ok(Self { name: name(&config), config, verify, root_certificates })
    }
}

/// tokio-postgres names the faulty option, its texts hold no values.
fn describe(error: &tokio_postgres::Error) -> String {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("the connection URL cannot be read{cause}")
}

fn name(config: &Config) -> String {
    let port = |index: usize| config.get_ports().get(index).or(config.get_ports().first()).copied().unwrap_or(5432);
    let mut hosts: Vec<String> = config
        .get_hosts()
        .iter()
        .enumerate()
        .map(|(index, host)| match host {
            Host::Tcp(name) => format!("{name}:{}", port(index)),
            #[cfg(unix)]
            Host::Unix(path) => format!("{}:{}", path.display(), port(index)),
        })
        .collect();
    if hosts.is_empty() {
        hosts = config.get_hostaddrs().iter().enumerate().map(|(i, ip)| format!("{ip}:{}", port(i))).collect();
    }
    let database = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("{}/{database}", hosts.join(","))
}

/// `scheme://user@a:1,b:2/rest` as one URL per host; any other text as it is.
fn one_host_each(text: &str) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://") else { return vec![text.to_owned()] };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (user, hosts) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
    hosts.split(',').map(|host| format!("{scheme}://{user}{host}{path}")).collect()
}

/// Takes `sslmode` and `sslrootcert` out of a connection string of either form.
fn take_ssl(text: &str) -> Result<(String, Option<String>, Option<PathBuf>), String> {
    let mut found = [None, None];
    let slot = |key: &str| ["sslmode", "sslrootcert"].iter().position(|known| *known == key);
    let is_url = text.starts_with("postgres://") || text.starts_with("postgresql://");
    let rest = if is_url {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut kept = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match slot(key) {
                Some(index) => {
                    let value = percent_encoding::percent_decode_str(value).decode_utf8();
                    let value = value.map_err(|_| format!("{key} of the connection URL is no UTF-8"))?;
                    found[index] = Some(value.into_owned());
                }
                None => kept.push(pair),
            }
        }
        if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) }
    } else {
        let mut kept = Vec::new();
        for (key, raw) in pairs(text) {
            match slot(&key) {
                Some(index) => found[index] = Some(unquoted(raw.split_once('=').map_or("", |(_, value)| value))),
                None => kept.push(raw),
            }
        }
        kept.join(" ")
    };
    let [mode, roots] = found;
    Ok((rest, mode, roots.filter(|path| path != "system").map(PathBuf::from)))
}

/// The `key = 'value'` settings of a libpq string: key, and the setting as it is written.
fn pairs(text: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some((key, value)) = rest.split_once('=') {
        let lead = value.len() - value.trim_start().len();
        let body = &value[lead..];
        let (mut quoted, mut escaped) = (false, false);
        let end = body.char_indices().find(|(_, c)| match c {
            _ if escaped => {
                escaped = false;
                false
            }
            '\\' => {
                escaped = true;
                false
            }
            '\'' => {
                quoted = !quoted;
                false
            }
            c => c.is_whitespace() && !quoted,
        });
        let length = key.len() + 1 + lead + end.map_or(body.len(), |(at, _)| at);
        found.push((key.trim().to_owned(), &rest[..length]));
        rest = rest[length..].trim_start();
    }
    if !rest.is_empty() {
        found.push((String::new(), rest));
    }
    found
}

fn unquoted(value: &str) -> String {
    let mut out = String::new();
    let mut chars = value.trim().chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {}
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Address, String> {
        Address::parse(&Secret::new(text)).map(|mut addresses| addresses.remove(0))
    }

    #[test]
    fn a_url_of_several_hosts_is_several_servers() {
        let names = |url: &str| {
            let addresses = Address::parse(&Secret::new(url)).unwrap();
            addresses.into_iter().map(|address| address.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names("postgres://k:p%40w@a:1,b,[::1]:3/gis?sslmode=disable"),
            ["a:1/gis", "b:5432/gis", "::1:3/gis"]
        );
        assert_eq!(names("postgres://k@a,b/gis?target_session_attrs=read-write"), ["a:5432,b:5432/gis"]);
    }

    #[test]
    fn the_modes_of_libpq_are_honoured() {
        let mode = |text: &str| {
            let address = parse(text).unwrap();
            (address.config.get_ssl_mode(), address.verify)
        };
        let url = "postgres://karto:pw@db.example:5433/gis";
        assert_eq!(mode(url), (SslMode::Prefer, Verify::Nobody));
        assert_eq!(mode(&format!("{url}?sslmode=disable")), (SslMode::Disable, Verify::NoTls));
        assert_eq!(mode(&format!("{url}?sslmode=require")), (SslMode::Require, Verify::Nobody));
        assert_eq!(mode(&format!("{url}?sslmode=require&sslrootcert=/ca.pem")), (SslMode::Require, Verify::Chain));
        assert_eq!(mode("host=db user=k sslmode = 'verify-full' dbname=gis"), (SslMode::Require, Verify::Full));
        assert_eq!(mode("host=/run/postgresql user=k"), (SslMode::Disable, Verify::NoTls));
        let address = parse(&format!("{url}?connect_timeout=2&sslmode=verify-full&sslrootcert=%2Fa%20b.pem")).unwrap();
        assert_eq!(address.root_certificates, Some(PathBuf::from("/a b.pem")));
        assert_eq!(address.config.get_connect_timeout(), Some(&Duration::from_secs(2)));
        assert_eq!(address.config.get_application_name(), Some("karto"));
        assert_eq!(address.name, "db.example:5433/gis");
    }

    #[test]
    fn a_value_with_spaces_and_quotes_stays_whole() {
        let address = parse("host=db user='a b' password='it\\'s sslmode=x' sslmode=disable").unwrap();
        assert_eq!(address.config.get_user(), Some("a b"));
        assert_eq!(address.config.get_password(), Some(b"it's sslmode=x".as_slice()));
        assert_eq!(address.verify, Verify::NoTls);
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for text in [
            "postgres://karto:hunter2@db/gis?sslmode=sometimes",
            "postgres://karto:hunter2@db:nonsense/gis",
            "postgres://karto:hunter2@db/gis?unknown=1",
            "host=db password=hunter2 port=x",
            "mysql://karto:hunter2@db/gis",
            "password=hunter2",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!error.contains("hunter2") && error.len() > 20, "{text}: {error}");
        }
    }
}
