//! Addresses of database servers. This adds libpq settings that tokio-postgres lacks (`sslmode=verify-full`,
//! `sslrootcert`) and karto's defaults for settings that a connection string does not have.

use std::{path::PathBuf, str::FromStr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use super::connection_string::{self, NotUtf8, SplitString};
use crate::settings::Secret;

/// The default timeout for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The idle time of a connection after which TCP keepalive probes are sent.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// The time without acknowledgment of sent bytes after which TCP closes the connection.
const USER_TIMEOUT: Duration = Duration::from_secs(15);

/// How the server's certificate is verified, by libpq's `sslmode`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verification {
    /// `disable`: no TLS.
    NoTls,
    /// `prefer`, `require`: encrypted, with any certificate.
    None,
    /// `verify-ca`: a certificate issued by a trusted authority. Also `require` with `sslrootcert`.
    Chain,
    /// `verify-full`: as `verify-ca`, and the certificate must be for the host's name.
    Full,
}

/// The address of a database server.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// `host:port/database`, for logs and errors: no user, no password.
    pub name: String,
    pub config: Config,
    pub verification: Verification,
    /// A PEM file with trusted root certificates, instead of the system's.
    pub root_certificates: Option<PathBuf>,
}

/// A connection string cannot be used. Messages do not contain the string, which may include a password: tokio-postgres
/// names the invalid option, not its value.
#[derive(Debug, thiserror::Error)]
pub(super) enum AddressError {
    #[error("the connection URL cannot be read{}", option(.0))]
    Syntax(#[source] tokio_postgres::Error),
    #[error("the connection URL has no host")]
    NoHost,
    #[error("sslmode {0:?} of the connection URL is not one of disable, prefer, require, verify-ca, verify-full")]
    SslMode(String),
    #[error("the connection URL requires TLS on a Unix socket, which PostgreSQL does not support")]
    TlsOnSocket,
    #[error(transparent)]
    NotUtf8(#[from] NotUtf8),
}

/// The cause of the error, which names the invalid option.
fn option(error: &tokio_postgres::Error) -> String {
    std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default()
}

impl Address {
    /// Parses `postgres://user:password@host:port/database?sslmode=…` or `host=… user=…`. A URL with several hosts
    /// yields one server per host, unless it selects one of them by `target_session_attrs`.
    pub(super) fn parse(text: &Secret) -> Result<Vec<Self>, AddressError> {
        let text = text.reveal();
        let one_server = text.contains("target_session_attrs");
        let urls = if one_server { vec![text.to_owned()] } else { connection_string::one_host_each(text) };
        urls.iter().map(|url| Self::of(url)).collect()
    }

    fn of(text: &str) -> Result<Self, AddressError> {
        let SplitString { rest, ssl_mode, root_certificates } = connection_string::split(text)?;
        let mut config = Config::from_str(&rest).map_err(AddressError::Syntax)?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(AddressError::NoHost);
        }
        let sockets = config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)));
        let rooted = root_certificates.is_some();
        let (mode, verification) = match ssl_mode.as_deref().unwrap_or("prefer") {
            "disable" => (SslMode::Disable, Verification::NoTls),
            "allow" | "prefer" if sockets => (SslMode::Disable, Verification::NoTls),
            "allow" | "prefer" => (SslMode::Prefer, Verification::None),
            "require" => (SslMode::Require, if rooted { Verification::Chain } else { Verification::None }),
            "verify-ca" => (SslMode::Require, Verification::Chain),
            "verify-full" => (SslMode::Require, Verification::Full),
            other => return Err(AddressError::SslMode(other.to_owned())),
        };
        if sockets && mode == SslMode::Require {
            return Err(AddressError::TlsOnSocket);
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
        Ok(Self { name: name(&config), config, verification, root_certificates })
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Address, AddressError> {
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
    fn the_modes_of_libpq_are_supported() {
        let mode = |text: &str| {
            let address = parse(text).unwrap();
            (address.config.get_ssl_mode(), address.verification)
        };
        let url = "postgres://karto:pw@db.example:5433/gis";
        assert_eq!(mode(url), (SslMode::Prefer, Verification::None));
        assert_eq!(mode(&format!("{url}?sslmode=disable")), (SslMode::Disable, Verification::NoTls));
        assert_eq!(mode(&format!("{url}?sslmode=require")), (SslMode::Require, Verification::None));
        assert_eq!(
            mode(&format!("{url}?sslmode=require&sslrootcert=/ca.pem")),
            (SslMode::Require, Verification::Chain)
        );
        assert_eq!(mode("host=db user=k sslmode = 'verify-full' dbname=gis"), (SslMode::Require, Verification::Full));
        assert_eq!(mode("host=/run/postgresql user=k"), (SslMode::Disable, Verification::NoTls));
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
        assert_eq!(address.verification, Verification::NoTls);
    }

    #[test]
    fn errors_do_not_repeat_the_password() {
        for text in [
            "postgres://karto:hunter2@db/gis?sslmode=sometimes",
            "postgres://karto:hunter2@db:nonsense/gis",
            "postgres://karto:hunter2@db/gis?unknown=1",
            "host=db password=hunter2 port=x",
            "mysql://karto:hunter2@db/gis",
            "password=hunter2",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error:?}").contains("hunter2"), "{text}: {error:?}");
            let error = error.to_string();
            assert!(!error.contains("hunter2") && error.len() > 20, "{text}: {error}");
        }
    }
}
