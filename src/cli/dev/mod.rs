//! Commands for the public conformance suites and other development.

mod eval_expression;
mod mvt_info;
mod render_test;
mod resolve;

use std::{path::PathBuf, process::ExitCode};

/// `karto dev …`
#[derive(Debug, clap::Subcommand)]
pub enum DevCommand {
    /// Draws a render test of MapLibre's suite: DIR holds `style.json`.
    RenderTest {
        /// The test's directory.
        dir: PathBuf,
        /// What `local://` stands for.
        #[arg(long)]
        assets: PathBuf,
        /// The PNG to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Evaluates an expression test of the style specification and prints the outcome as JSON.
    EvalExpression {
        /// A `test.json`.
        test: Option<PathBuf>,
        /// Reads one path per line and prints one outcome per line.
        #[arg(long)]
        jsonl: bool,
    },
    /// Prints the layers of a vector tile as JSON.
    MvtInfo {
        /// The tile, packed or not.
        tile: PathBuf,
    },
}

impl DevCommand {
    /// Runs the command.
    pub fn run(self) -> ExitCode {
        let done = match self {
            Self::RenderTest { dir, assets, out } => render_test::run(&dir, &assets, &out),
            Self::EvalExpression { test, jsonl } => eval_expression::run(test.as_deref(), jsonl),
            Self::MvtInfo { tile } => mvt_info::run(&tile),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("karto: {}", crate::source::with_causes(e.as_ref()));
                ExitCode::FAILURE
            }
        }
    }
}
