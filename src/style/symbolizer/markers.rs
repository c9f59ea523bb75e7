//! `MarkersSymbolizer`.

/// Images or ellipses at points, in areas or along lines.
#[derive(Debug, Clone, Default)]
pub struct MarkersSymbolizer;
