//! Which threads do a job.

/// What kind of job it is; each kind has its own threads and queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Pictures and glyph files: up to a second each.
    Drawing,
    /// Packing, unpacking, JSON: a few milliseconds each.
    Short,
}
