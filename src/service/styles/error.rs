//! Errors of styles.

use std::io;

use crate::{
    diagnostic::{Diagnostic, SourceFile},
    render::{OwnDataError, SpriteError},
};

/// A style cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// Its file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// The I/O error.
        #[source]
        error: io::Error,
    },
    /// There is no built-in style with this name.
    #[error("there is no built-in style {0}")]
    Embedded(&'static str),
    /// It has errors.
    #[error("{path}:{line}:{column}: {}: {}", problem.path, problem.message)]
    Style {
        /// The file.
        path: String,
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// The first error.
        problem: Box<Diagnostic>,
    },
    /// It reads a layer that its source does not have.
    #[error(
        "{path}: the style reads the vector layer `{layer}`, which `{source_id}` does not have; the layers are {known}"
    )]
    Layer {
        /// The style's file.
        path: String,
        /// The name of the layer.
        layer: String,
        /// The id of the source.
        source_id: String,
        /// The layers of the source.
        known: String,
    },
    /// GeoJSON or an image in the style cannot be used.
    #[error("{path}: source \"{source_name}\": {error}")]
    OwnData {
        /// The style's file.
        path: String,
        /// The source's name in the style.
        source_name: String,
        /// The reason.
        #[source]
        error: OwnDataError,
    },
    /// Its sprite cannot be used.
    #[error("{path}: {error}")]
    Sprite {
        /// The style's file.
        path: String,
        /// The reason.
        #[source]
        error: SpriteError,
    },
}

impl StyleError {
    /// Converts `problem` in `file` to an error.
    pub(super) fn of(problem: Diagnostic, file: &SourceFile) -> Self {
        let (line, column) = problem.span.map_or((1, 1), |span| file.line_column(span.start));
        Self::Style { path: file.path.display().to_string(), line, column, problem: Box::new(problem) }
    }
}
