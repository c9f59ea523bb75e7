//! Ids that the tables have shapes of.

/// An id per table, for examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ShapeExamples {
    /// In the table of areas.
    pub(crate) area: Option<String>,
    /// In the table of lines.
    pub(crate) line: Option<String>,
}
