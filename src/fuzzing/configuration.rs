//! Configurations.

use crate::config::{self, LoadOptions};

/// Reads and checks a configuration in YAML.
pub fn configuration(text: &str) {
    config::read_embedded("config.yaml", text, &LoadOptions::default());
}
