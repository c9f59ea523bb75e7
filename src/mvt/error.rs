//! Errors of tiles.

use super::{MAX_EXTENT, MAX_FEATURES, MAX_LAYERS};

/// The bytes are not a valid vector tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MvtError {
    /// A number or a length-delimited field reaches past the end.
    #[error("the tile ends inside {what}")]
    Truncated {
        /// Which field.
        what: &'static str,
    },
    /// A varint does not fit its type.
    #[error("a number is too large for {what}")]
    Overflow {
        /// Which field.
        what: &'static str,
    },
    /// A field has another wire type than the specification gives it.
    #[error("{what} has wire type {wire}")]
    WireType {
        /// Which field.
        what: &'static str,
        /// The wire type found, 0..=7.
        wire: u8,
    },
    /// Text is not UTF-8.
    #[error("{what} is not UTF-8")]
    Utf8 {
        /// Which field.
        what: &'static str,
    },
    /// A layer without a name.
    #[error("layer {index} has no name")]
    NoLayerName {
        /// Position in the tile.
        index: usize,
    },
    /// Two layers of one name.
    #[error("two layers are called {name:?}")]
    DuplicateLayer {
        /// The name.
        name: String,
    },
    /// A version other than 1 and 2.
    #[error("version {version} is not 1 or 2")]
    Version {
        /// The version.
        version: u32,
    },
    /// An extent of 0 or beyond [`MAX_EXTENT`].
    #[error("extent {extent} is not within 1..={}", MAX_EXTENT)]
    Extent {
        /// The extent.
        extent: u32,
    },
    /// More layers than [`MAX_LAYERS`].
    #[error("more than {} layers", MAX_LAYERS)]
    TooManyLayers,
    /// More features than [`MAX_FEATURES`] in one tile.
    #[error("more than {} features", MAX_FEATURES)]
    TooManyFeatures,
    /// A value message without a value.
    #[error("value {index} is empty")]
    EmptyValue {
        /// Position among the values.
        index: usize,
    },
    /// Tags that are not pairs.
    #[error("feature {feature} has an odd number of tags")]
    OddTags {
        /// Position in the layer.
        feature: usize,
    },
    /// A tag points past the keys or values.
    #[error("feature {feature} has a tag beyond the layer's keys or values")]
    TagIndex {
        /// Position in the layer.
        feature: usize,
    },
    /// A geometry type that does not exist.
    #[error("feature {feature} has geometry type {kind}")]
    GeometryType {
        /// Position in the layer.
        feature: usize,
        /// The number of the type.
        kind: u64,
    },
    /// A geometry that cannot be drawn.
    #[error("feature {feature}: {error}")]
    Geometry {
        /// Position in the layer.
        feature: usize,
        /// What is wrong.
        #[source]
        error: GeometryError,
    },
    /// One of the other errors, in a layer whose name is known.
    #[error("layer {layer:?}: {error}")]
    InLayer {
        /// The layer's name.
        layer: String,
        /// What is wrong.
        #[source]
        error: Box<MvtError>,
    },
}

/// The command stream of a geometry is wrong (specification 2.1, section 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GeometryError {
    /// No geometry field, or nothing in it.
    #[error("no geometry")]
    Empty,
    /// The stream ends inside a number, or before the coordinates a command announced.
    #[error("the geometry ends too early")]
    Truncated,
    /// A number above 32 bits, or a position outside `i32`.
    #[error("a coordinate is out of range")]
    Overflow,
    /// A command that is not MoveTo, LineTo or ClosePath.
    #[error("unknown geometry command {0}")]
    UnknownCommand(u32),
    /// A count that the command may not have: 0, or ClosePath more than once.
    #[error("a geometry command with count {0}")]
    Count(u32),
    /// A command where the kind of geometry does not allow it.
    #[error("a geometry command out of order")]
    Order,
}
