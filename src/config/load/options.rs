//! Options for loading a configuration.

use std::{net::IpAddr, path::PathBuf};

use crate::{config::environment::Environment, settings::Secret};

/// The files to load, and the command-line options that override them.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    /// The configuration files. Later files override earlier ones, key by key.
    pub files: Vec<PathBuf>,
    /// The environment variables.
    pub environment: Environment,
    /// `--style-substitute NAME=FILE`: npm module or source name → MapLibre style.
    pub substitutes: Vec<(String, PathBuf)>,
    /// `--port`; 0 is any free port.
    pub port: Option<u16>,
    /// `--interface`
    pub interface: Option<IpAddr>,
    /// `--admin-interface`
    pub admin_interface: Option<IpAddr>,
    /// `--admin-port`; 0 is any free port.
    pub admin_port: Option<u16>,
    /// `--fonts`, searched after those that the configuration names.
    pub fonts: Vec<PathBuf>,
    /// `--database-url`: every `postgis://` source reads from this database instead.
    pub database_url: Option<Secret>,
}
