//! `karto check`: reports errors in a configuration before it is used.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, ValueEnum};

use super::{
    config_args::ConfigArgs,
    connect,
    exit::{EXIT_FINDINGS, EXIT_USAGE},
};
use crate::{check::load_or_default, config::LoadedConfig, diagnostic::Severity};

/// Options of `karto check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Configuration files to check, each on its own [default: the configuration of --config]
    files: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    format: CheckFormat,
    /// Fail if there are warnings
    #[arg(long)]
    deny_warnings: bool,
    /// Also connect to databases, prepare every layer's SQL, and request a tile from each upstream
    #[arg(long)]
    connect: bool,
    /// Fail unless this binary has exactly this version, so that a chart and its image match
    #[arg(long, value_name = "VERSION")]
    require_version: Option<String>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Text for people
    Human,
    /// One JSON object per configuration
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Checks and prints the report. Returns 0 without errors, 1 with errors (or warnings, if they are denied), 2 if a file
/// cannot be read.
pub(super) fn run(args: &CheckArgs) -> ExitCode {
    let options = args.config.options();
    let runs: Vec<_> = match args.files.is_empty() {
        true => vec![options],
        false => args
            .files
            .iter()
            .map(|file| crate::config::LoadOptions { files: vec![file.clone()], ..options.clone() })
            .collect(),
    };
    let mut worst = 0;
    for options in runs {
        if let Some(missing) = options.files.iter().find(|f| !f.is_file()) {
            eprintln!("error: there is no file {}", missing.display());
            worst = EXIT_USAGE;
            continue;
        }
        let mut loaded = load_or_default(&options);
        if let Some(wanted) = &args.require_version {
            loaded.require_version(wanted);
        }
        if args.connect
            && let Err(error) = connect::try_out(&mut loaded)
        {
            eprintln!("error: cannot start the async runtime: {error}");
            return ExitCode::from(EXIT_USAGE);
        }
        if write(&loaded, args.format).is_err() {
            return ExitCode::from(EXIT_USAGE);
        }
        let failed =
            loaded.diagnostics.has_errors() || args.deny_warnings && loaded.diagnostics.count(Severity::Warning) > 0;
        worst = worst.max(if failed { EXIT_FINDINGS } else { 0 });
    }
    ExitCode::from(worst)
}

fn write(loaded: &LoadedConfig, format: CheckFormat) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let color = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = match format {
        CheckFormat::Human => loaded.human(color),
        CheckFormat::Json => loaded.json(),
        CheckFormat::Github => loaded.github(),
    };
    out.write_all(text.as_bytes())
}
