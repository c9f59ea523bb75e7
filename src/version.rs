//! Release and revision of this binary, as shown by `--version`, the first log line, `/_info` and the metrics.

use std::sync::LazyLock;

/// The release.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The git revision of the build; `unknown` if neither `KARTO_REVISION` nor git named one (`build.rs`).
pub const REVISION: &str = match option_env!("KARTO_REVISION") {
    Some(revision) if !revision.is_empty() => revision,
    _ => "unknown",
};

/// Release and revision: `0.1.0 (1a2b3c4d5e6f)`.
pub fn full() -> &'static str {
    static FULL: LazyLock<String> = LazyLock::new(|| format!("{VERSION} ({REVISION})"));
    &FULL
}
