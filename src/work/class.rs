//! Classes of jobs.

/// The class of a job. Each class has its own threads and queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Pictures and glyph files: up to a second each.
    Drawing,
    /// Compression, decompression, JSON: a few milliseconds each.
    Short,
}
