//! The lines along which labels are laid.

use super::{feature::LabelFeature, parts::FeatureParts};
use crate::{
    render::geometry::{Rect, clip_line},
    style::symbolizer::TextSymbolizer,
};

/// The lines of one part of a feature.
#[derive(Debug, Clone)]
pub(super) struct LabelPath {
    pub lines: Vec<Vec<[f64; 2]>>,
    /// The cell that its labels belong to; if there is none, each belongs to the cell of its own position.
    pub cell: Option<Rect>,
    /// Whether labels that do not start in the cell may be moved into it.
    pub is_confined: bool,
}

/// The lines of a feature, clipped and changed as the symbolizer wants. `is_confined` says whether labels must not cross
/// the edges of cells: then each cell has labels of its own.
pub(super) fn shaped(
    feature: &LabelFeature<'_, '_>,
    symbolizer: &TextSymbolizer,
    parts: &FeatureParts,
    is_confined: bool,
) -> Vec<LabelPath> {
    let paths = parts.paths();
    let clips = symbolizer.path.clip.get(&feature.context);
    if !clips && !is_confined {
        return paths.into_iter().map(|lines| LabelPath { lines, cell: None, is_confined }).collect();
    }
    let cells = feature.cells.all();
    let in_cell = |lines: &Vec<Vec<[f64; 2]>>, cell: &Rect| {
        let clipped: Vec<_> = lines.iter().flat_map(|line| clip_line(line, cell)).collect();
        let lines = if clips { clipped.clone() } else { lines.clone() };
        (!clipped.is_empty()).then_some(LabelPath { lines, cell: Some(*cell), is_confined })
    };
    paths.iter().flat_map(|lines| cells.iter().filter_map(move |cell| in_cell(lines, cell))).collect()
}
