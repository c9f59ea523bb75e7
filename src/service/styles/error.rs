//! Why a style cannot be used.

use std::io;

use crate::{
    diagnostic::{Diagnostic, SourceFile},
    render::{OwnDataError, SpriteError},
};

/// Why a style cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StyleError {
    /// Its file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// Why not.
        #[source]
        error: io::Error,
    },
    /// No style of this name is part of the binary.
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
        /// One of them.
        problem: Box<Diagnostic>,
    },
    /// It reads a layer that its source does not have.
    #[error(
        "{path}: the style reads the vector layer `{layer}`, which `{source_id}` does not have; its layers are {known}"
    )]
    Layer {
        /// The style's file.
        path: String,
        /// Which layer.
        layer: String,
        /// The source.
        source_id: String,
        /// The layers of the source.
        known: String,
    },
    /// Features or an image of its own cannot be used.
    #[error("{path}: source \"{source_name}\": {error}")]
    OwnData {
        /// The style's file.
        path: String,
        /// The source's name in the style.
        source_name: String,
        /// Why not.
        #[source]
        error: OwnDataError,
    },
    /// Its sprite cannot be used.
    #[error("{path}: {error}")]
    Sprite {
        /// The style's file.
        path: String,
        /// Why not.
        #[source]
        error: SpriteError,
    },
}

impl StyleError {
    /// The error that `problem` in `file` is.
    pub(super) fn of(problem: Diagnostic, file: &SourceFile) -> Self {
        let (line, column) = problem.span.map_or((1, 1), |span| file.line_column(span.start));
        Self::Style { path: file.path.display().to_string(), line, column, problem: Box::new(problem) }
    }
}
