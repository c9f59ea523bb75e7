//! Cases that karto draws otherwise than Mapnik, and why.

/// A known difference.
pub(crate) struct KnownDifference {
    /// The name of the case.
    pub(crate) case: &'static str,
    /// Percent of the pixels that agree nevertheless.
    pub(crate) least: f64,
    /// What is different.
    pub(crate) reason: &'static str,
}

const fn known(case: &'static str, least: f64, reason: &'static str) -> KnownDifference {
    KnownDifference { case, least, reason }
}

/// All known differences, by name.
#[rustfmt::skip]
pub(crate) const KNOWN: &[KnownDifference] = &[
    known("debug-collision", 94.0, "the boxes of labels are not drawn: `debug` is for those who change Mapnik"),
    known("polygon-simplify-visvalingam", 90.7, "at a tolerance as large as the areas, other corners of a ring are left out"),
    known("text-placement-vertex-area", 96.1, "at edges of the tile, Mapnik cuts areas before it looks for corners; karto does not, so that tiles fit together"),
    known("xml-filter-function", 91.4, "a field that only a function of a filter reads is null in Mapnik, which is a mistake of Mapnik; karto reads it"),
    known("xml-marker-expression-fill", 95.7, "colors from fields are not documented: without a value, Mapnik fills nothing, karto with the default"),
    known("xml-polygon-expression-opacity", 57.8, "the tile stores whole heights as doubles, which karto divides as integers"),
    known("xml-text-alternating-grid", 95.3, "a grid of labels begins elsewhere in areas that the edges of a tile cut"),
    known("xml-text-expression-fill", 93.5, "colors from fields are not documented: without a value, Mapnik draws no text, karto draws it black"),
    known("xml-text-grid", 95.8, "a grid of labels begins elsewhere in areas that the edges of a tile cut"),
    known("xml-text-halo-transform", 92.5, "`halo-transform` is not drawn: the halo stays around its letters"),
    known("xml-text-layout", 93.3, "a `Layout` within a text does not move it: its text is on the same line"),
];
