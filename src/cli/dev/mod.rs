//! Commands for developers of karto: runners for public conformance suites, and an inspector for tiles.

mod eval_expression;
mod mapnik;
mod mvt_info;
mod render_test;
mod resolve;

use std::{path::PathBuf, process::ExitCode};

use crate::source::with_causes;

/// `karto dev …`
#[derive(Debug, clap::Subcommand)]
pub(crate) enum DevCommand {
    /// Draw a render test of MapLibre's suite
    RenderTest {
        /// Directory of the test, with its `style.json`
        dir: PathBuf,
        /// Directory that `local://` refers to
        #[arg(long)]
        assets: PathBuf,
        /// PNG or SVG file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Evaluate an expression test of the style specification and print the result as JSON
    EvalExpression {
        /// The `test.json` of the test
        test: Option<PathBuf>,
        /// Read one path per line from standard input and print one result per line
        #[arg(long)]
        jsonl: bool,
    },
    /// Print the Mapnik XML that a CartoCSS project is compiled to
    Carto {
        /// The project: a folder, `project.yml` or `.mml`
        project: PathBuf,
    },
    /// Draw a vector tile with a CartoCSS project or Mapnik XML
    MapnikTile(mapnik::MapnikTileArgs),
    /// Draw many vector tiles: lines of `TILE.pbf Z X Y OUT.png` on standard input
    MapnikList(mapnik::MapnikListArgs),
    /// Print the layers of a vector tile as JSON
    MvtInfo {
        /// Vector tile, compressed or not
        tile: PathBuf,
    },
}

impl DevCommand {
    /// Runs the command: 0 if it succeeds, otherwise 1.
    pub(crate) fn run(self) -> ExitCode {
        let done = match self {
            Self::RenderTest { dir, assets, out } => render_test::run(&dir, &assets, &out),
            Self::EvalExpression { test, jsonl } => eval_expression::run(test.as_deref(), jsonl),
            Self::Carto { project } => mapnik::carto(&project),
            Self::MapnikTile(args) => mapnik::tile(&args),
            Self::MapnikList(args) => mapnik::list(&args),
            Self::MvtInfo { tile } => mvt_info::run(&tile),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("error: {}", with_causes(e.as_ref()));
                ExitCode::FAILURE
            }
        }
    }
}
