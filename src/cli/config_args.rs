//! The options shared by all commands that read a configuration.

use std::{net::IpAddr, path::PathBuf};

use clap::Args;

use crate::{
    config::{Environment, LoadOptions},
    settings::Secret,
};

/// Options that select a configuration and override its values.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ConfigArgs {
    /// Configuration file; with several, later files override earlier ones [default: a built-in world map]
    #[arg(short, long, value_name = "FILE", env = "KARTO_CONFIG", value_delimiter = ',')]
    pub config: Vec<PathBuf>,
    /// Draw this MapLibre style instead of a tmstyle project; NAME is the project's npm module, or a source
    #[arg(long, value_name = "NAME=FILE", value_parser = substitute)]
    pub style_substitute: Vec<(String, PathBuf)>,
    /// Public port; 0 selects a free one
    #[arg(long, value_name = "PORT", env = "KARTO_PORT")]
    pub port: Option<u16>,
    /// IP address that the public port listens on
    #[arg(long, value_name = "ADDRESS", env = "KARTO_INTERFACE")]
    pub interface: Option<IpAddr>,
    /// IP address that the admin port listens on
    #[arg(long, value_name = "ADDRESS", env = "KARTO_ADMIN_INTERFACE")]
    pub admin_interface: Option<IpAddr>,
    /// Admin port; 0 selects a free one
    #[arg(long, value_name = "PORT", env = "KARTO_ADMIN_PORT")]
    pub admin_port: Option<u16>,
    /// Font file or directory, in addition to those of the configuration and of the binary
    #[arg(long, value_name = "PATH", env = "KARTO_FONTS", value_delimiter = ',')]
    pub fonts: Vec<PathBuf>,
    /// Database of all postgis:// sources
    #[arg(long, value_name = "URL")]
    pub database_url: Option<DatabaseUrl>,
}

/// A database URL from the command line. It is never printed.
#[derive(Debug, Clone)]
pub(super) struct DatabaseUrl(Secret);

/// Why the text of an option is refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum OptionError {
    /// It is not a URL.
    #[error("not a database URL: {0}")]
    Url(#[from] url::ParseError),
    /// The URL is not one of PostgreSQL.
    #[error("a database URL starts with postgres://")]
    Scheme,
    /// It does not name a file.
    #[error("write NAME=FILE")]
    Substitute,
}

impl std::str::FromStr for DatabaseUrl {
    type Err = OptionError;

    fn from_str(text: &str) -> Result<Self, OptionError> {
        match url::Url::parse(text)?.scheme() {
            "postgres" | "postgresql" => Ok(Self(Secret::new(text))),
            "postgis" => Ok(Self(Secret::new(text.replacen("postgis://", "postgres://", 1)))),
            _ => Err(OptionError::Scheme),
        }
    }
}

fn substitute(text: &str) -> Result<(String, PathBuf), OptionError> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => Ok((name.to_owned(), PathBuf::from(file))),
        _ => Err(OptionError::Substitute),
    }
}

impl ConfigArgs {
    /// Options for loading: these, and the environment of the process.
    pub(super) fn options(&self) -> LoadOptions {
        LoadOptions {
            files: self.config.clone(),
            environment: Environment::of_process(),
            substitutes: self.style_substitute.clone(),
            port: self.port,
            interface: self.interface,
            admin_interface: self.admin_interface,
            fonts: self.fonts.clone(),
            admin_port: self.admin_port,
            database_url: self.database_url.clone().map(|url| url.0),
        }
    }
}
