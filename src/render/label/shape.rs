//! The lines along which labels are laid.

use super::{feature::LabelFeature, parts::FeatureParts};
use crate::{
    render::geometry::{Rect, clip_line},
    style::symbolizer::TextSymbolizer,
};

/// The lines of one part of a feature, and the cell that they are clipped to.
pub(super) type LabelPath = (Vec<Vec<[f64; 2]>>, Option<Rect>);

/// The lines of a feature, clipped and changed as the symbolizer wants. Clipped lines have labels only in their cell.
pub(super) fn shaped(feature: &LabelFeature<'_, '_>, symbolizer: &TextSymbolizer, parts: &FeatureParts) -> Vec<LabelPath> {
    let paths = parts.paths();
    if !symbolizer.path.clip.get(&feature.context) {
        return paths.into_iter().map(|lines| (lines, None)).collect();
    }
    let cells = feature.cells.all();
    let clipped = |lines: &Vec<Vec<[f64; 2]>>, cell: &Rect| {
        let lines: Vec<_> = lines.iter().flat_map(|line| clip_line(line, cell)).collect();
        (!lines.is_empty()).then_some((lines, Some(*cell)))
    };
    paths.iter().flat_map(|lines| cells.iter().filter_map(move |cell| clipped(lines, cell))).collect()
}
