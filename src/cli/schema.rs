//! `karto schema`: what a configuration may hold.

use std::{io::Write, process::ExitCode};

use clap::Args;

use super::EXIT_USAGE;
use crate::config::reference;

/// Options of `karto schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The reference for people (docs/configuration.md) instead of the JSON Schema
    #[arg(long)]
    markdown: bool,
}

/// Prints the JSON Schema or the reference.
pub fn run(args: &SchemaArgs) -> ExitCode {
    let text = if args.markdown { reference::markdown() } else { format!("{:#}\n", reference::json_schema()) };
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(EXIT_USAGE),
    }
}
