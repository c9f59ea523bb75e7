//! Why a style cannot be used.

use std::io;

use crate::{
    render::{OwnDataError, SpriteError},
    style::StyleProblem,
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
    #[error("{path}:{}:{}: {}: {}", problem.line, problem.column, problem.path, problem.message)]
    Style {
        /// The file.
        path: String,
        /// One of them.
        problem: StyleProblem,
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
