//! `karto schema`: prints references of the configuration and of the support of style languages.

use std::{io::Write, process::ExitCode};

use clap::Args;

use super::exit::EXIT_USAGE;
use crate::{config::reference, style};

/// Options of `karto schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Print the reference in Markdown (docs/configuration.md) instead of the JSON Schema
    #[arg(long)]
    markdown: bool,
    /// Print what of the MapLibre style specification is drawn (docs/style-support.md)
    #[arg(long, conflicts_with = "markdown")]
    style_support: bool,
    /// Print what of CartoCSS and Mapnik XML is drawn (docs/cartocss-support.md)
    #[arg(long, conflicts_with_all = ["markdown", "style_support"])]
    cartocss_support: bool,
}

/// Prints the JSON Schema, the reference or the style support table.
pub(super) fn run(args: &SchemaArgs) -> ExitCode {
    let text = match (args.markdown, args.style_support, args.cartocss_support) {
        (true, ..) => reference::markdown(),
        (_, true, _) => style::maplibre::markdown(),
        (.., true) => style::carto::support_page(),
        _ => format!("{:#}\n", reference::json_schema()),
    };
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(EXIT_USAGE),
    }
}
