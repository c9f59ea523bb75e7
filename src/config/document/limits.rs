//! Limits on the size of a configuration. They are far above real ones: the largest seen in production has 400 lines.

/// The maximum size of a file, in bytes.
pub const MAX_FILE_BYTES: u64 = 4 << 20;
/// The maximum number of files of a configuration.
pub const MAX_FILES: usize = 64;
/// The maximum nesting depth.
pub const MAX_DEPTH: usize = 64;
/// The maximum number of values in a file, including those repeated by aliases.
pub const MAX_NODES: usize = 200_000;
