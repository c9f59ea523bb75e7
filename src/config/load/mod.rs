//! Loads settings from files.

mod assemble;
mod options;
mod overlay;
mod overrides;
mod parts;
mod service;
mod stages;
mod substitutes;
mod variables;

pub use options::LoadOptions;

use std::path::PathBuf;

use super::{
    document::{DocumentNode, read_file, read_text},
    parsed::Parsed,
};
use overlay::overlay;
use stages::Stages;

/// Reads the files of `options`.
pub(crate) fn read(options: &LoadOptions) -> Parsed {
    let mut stages = Stages::new(options);
    let mut main: Option<DocumentNode> = None;
    for path in &options.files {
        let Ok(node) = read_file(path, None, &mut stages.files, &mut stages.diagnostics) else { continue };
        let node = stages.prepare(node);
        main = Some(match main {
            Some(base) => overlay(base, node),
            None => node,
        });
    }
    stages.finish(main)
}

/// Reads `text` as an embedded file called `name`.
pub(crate) fn read_embedded(name: &str, text: &str, options: &LoadOptions) -> Parsed {
    let mut stages = Stages::new(options);
    let node = read_text(PathBuf::from(name), text.to_owned(), true, &mut stages.files, &mut stages.diagnostics);
    let node = stages.prepare(node);
    stages.finish(Some(node))
}
