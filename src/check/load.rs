//! Loads and checks configurations, for all commands.

use super::styles;
use crate::config::{self, LoadOptions, LoadedConfig, Parsed};

/// Reads and checks the files of `options`.
pub fn load(options: &LoadOptions) -> LoadedConfig {
    checked(config::read(options))
}

/// Reads and checks `text` as an embedded file called `name`.
pub fn load_embedded(name: &str, text: &str, options: &LoadOptions) -> LoadedConfig {
    checked(config::read_embedded(name, text, options))
}

/// Reads and checks the embedded configuration: a world map.
pub fn embedded_default(options: &LoadOptions) -> LoadedConfig {
    load_embedded("<built-in>", include_str!("../../styles/demo/sources.yaml"), options)
}

/// Reads and checks the files of `options`, or the embedded configuration if there are none.
pub fn load_or_default(options: &LoadOptions) -> LoadedConfig {
    if options.files.is_empty() { embedded_default(options) } else { load(options) }
}

fn checked(mut parsed: Parsed) -> LoadedConfig {
    if let Some(settings) = &parsed.settings {
        styles::check(settings, &parsed.styles, &mut parsed.files, &mut parsed.diagnostics);
    }
    parsed.finish()
}
