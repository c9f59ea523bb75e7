//! Limits on what a configuration may be. Far above any honest one: the largest seen in production
//! has 400 lines.

/// Largest file read, in bytes.
pub const MAX_FILE_BYTES: u64 = 4 << 20;
/// Most files of one configuration.
pub const MAX_FILES: usize = 64;
/// Deepest nesting.
pub const MAX_DEPTH: usize = 64;
/// Most values in one file, those that aliases repeat included.
pub const MAX_NODES: usize = 200_000;
