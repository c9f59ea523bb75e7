//! The one way from files to settings that every command takes.

use super::styles;
use crate::config::{self, LoadOptions, Loaded, Parsed};

/// Reads and checks the files of `options`.
pub fn load(options: &LoadOptions) -> Loaded {
    checked(config::read(options))
}

/// Reads and checks `text` as if it were a file called `name` that is part of the binary.
pub fn load_embedded(name: &str, text: &str, options: &LoadOptions) -> Loaded {
    checked(config::read_embedded(name, text, options))
}

/// The configuration inside the binary: a world map, through the same stages as any file.
pub fn embedded_default(options: &LoadOptions) -> Loaded {
    load_embedded("<built-in>", include_str!("../../styles/demo/sources.yaml"), options)
}

/// What the command line names: its files, or the configuration inside the binary.
pub fn load_or_default(options: &LoadOptions) -> Loaded {
    if options.files.is_empty() { embedded_default(options) } else { load(options) }
}

fn checked(mut parsed: Parsed) -> Loaded {
    if let Some(settings) = &parsed.settings {
        styles::check(settings, &parsed.styles, &mut parsed.files, &mut parsed.diagnostics);
    }
    parsed.finish()
}
