//! The lines along which labels are laid.

use super::{feature::LabelFeature, parts::FeatureParts};
use crate::{
    image::vector::matrix::applied,
    render::geometry::{Lines, Rect, clip_line, shifted, smoothed},
    style::{expression::GeometryKind, symbolizer::TextSymbolizer},
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
        let whole = |lines| LabelPath { lines: changed(feature, symbolizer, lines), cell: None, is_confined };
        return paths.into_iter().map(whole).collect();
    }
    let cells = feature.cells.all();
    let in_cell = |lines: &Vec<Vec<[f64; 2]>>, cell: &Rect| {
        let clipped: Vec<_> = lines.iter().flat_map(|line| clip_line(line, cell)).collect();
        let lines = if clips { clipped.clone() } else { lines.clone() };
        (!clipped.is_empty()).then(|| LabelPath {
            lines: changed(feature, symbolizer, lines),
            cell: Some(*cell),
            is_confined,
        })
    };
    paths.iter().flat_map(|lines| cells.iter().filter_map(move |cell| in_cell(lines, cell))).collect()
}

/// The lines, transformed, smoothed and moved aside.
fn changed(
    feature: &LabelFeature<'_, '_>,
    symbolizer: &TextSymbolizer,
    mut lines: Vec<Vec<[f64; 2]>>,
) -> Vec<Vec<[f64; 2]>> {
    let (context, ratio, path) = (&feature.context, feature.ratio(), &symbolizer.path);
    if let Some(transform) = &path.transform {
        let [a, b, c, d, e, f] = transform.matrix(context);
        let matrix = [a, b, c, d, e * ratio, f * ratio];
        lines.iter_mut().flatten().for_each(|p| *p = applied(matrix, *p));
    }
    let (smooth, offset) = (path.smooth.get(context), path.offset.get(context) * ratio);
    if smooth > 0.0 {
        let closed = feature.kind == GeometryKind::Polygon;
        lines = each(&lines, |line, out| smoothed(line, closed, smooth, out));
    }
    if offset != 0.0 {
        lines = each(&lines, |line, out| shifted(line, false, offset, out));
    }
    lines
}

fn each(lines: &[Vec<[f64; 2]>], change: impl Fn(&[[f64; 2]], &mut Lines)) -> Vec<Vec<[f64; 2]>> {
    let mut out = Lines::default();
    lines.iter().for_each(|line| change(line, &mut out));
    out.iter().map(<[_]>::to_vec).collect()
}
