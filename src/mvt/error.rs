//! Errors of vector tiles.

use super::{MAX_EXTENT, MAX_FEATURES, MAX_JSON, MAX_KEYS_AND_VALUES, MAX_LAYERS, MAX_REWRITTEN};

/// The bytes are not a valid vector tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MvtError {
    /// A number or a length-delimited field extends beyond the end.
    #[error("the tile ends inside {what}")]
    Truncated {
        /// The field.
        what: &'static str,
    },
    /// A varint does not fit into its type.
    #[error("a number is too large for {what}")]
    Overflow {
        /// The field.
        what: &'static str,
    },
    /// A field has a wire type that the specification does not allow.
    #[error("{what} has wire type {wire}")]
    WireType {
        /// The field.
        what: &'static str,
        /// The wire type found, 0..=7.
        wire: u8,
    },
    /// Text is not UTF-8.
    #[error("{what} is not UTF-8")]
    Utf8 {
        /// The field.
        what: &'static str,
    },
    /// A layer without a name.
    #[error("layer {index} has no name")]
    NoLayerName {
        /// Index in the tile.
        index: usize,
    },
    /// Two layers with the same name.
    #[error("two layers are called {name:?}")]
    DuplicateLayer {
        /// The name that two layers have.
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
    /// More keys and values than [`MAX_KEYS_AND_VALUES`] in one tile.
    #[error("more than {} keys and values", MAX_KEYS_AND_VALUES)]
    TooManyKeysAndValues,
    /// Rewriting the tags takes more than [`MAX_REWRITTEN`] bytes of text.
    #[error("its features repeat texts of more than {} bytes", MAX_REWRITTEN)]
    RepeatedText,
    /// The tile as JSON has more than [`MAX_JSON`] bytes.
    #[error("more than {} bytes as JSON", MAX_JSON)]
    JsonTooLong,
    /// A value message without a value.
    #[error("value {index} is empty")]
    EmptyValue {
        /// Index among the values.
        index: usize,
    },
    /// Tags that are not pairs.
    #[error("feature {feature} has an odd number of tags")]
    OddTags {
        /// Index in the layer.
        feature: usize,
    },
    /// A tag index beyond the keys or values.
    #[error("feature {feature} has a tag beyond the layer's keys or values")]
    TagIndex {
        /// Index in the layer.
        feature: usize,
    },
    /// A geometry type that does not exist.
    #[error("feature {feature} has geometry type {kind}")]
    GeometryType {
        /// Index in the layer.
        feature: usize,
        /// The number of the type.
        kind: u64,
    },
    /// A geometry that cannot be drawn.
    #[error("feature {feature}: {error}")]
    Geometry {
        /// Index in the layer.
        feature: usize,
        /// The cause.
        #[source]
        error: GeometryError,
    },
    /// An error within a layer with a known name.
    #[error("layer {layer:?}: {error}")]
    InLayer {
        /// The layer's name.
        layer: String,
        /// The cause.
        #[source]
        error: Box<MvtError>,
    },
}

/// The command stream of a geometry is invalid (specification 2.1, section 4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GeometryError {
    /// The geometry field is missing or empty.
    #[error("no geometry")]
    Empty,
    /// The stream ends inside a number, or before all coordinates of a command.
    #[error("the geometry ends too early")]
    Truncated,
    /// A number above 32 bits, or a position outside `i32`.
    #[error("a coordinate is out of range")]
    Overflow,
    /// A command that is not MoveTo, LineTo or ClosePath.
    #[error("unknown geometry command {0}")]
    UnknownCommand(u32),
    /// An invalid count of a command: 0, or more than one ClosePath.
    #[error("a geometry command with count {0}")]
    Count(u32),
    /// A command that is not allowed at this point for the geometry type.
    #[error("a geometry command out of order")]
    Order,
}
