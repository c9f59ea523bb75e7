//! Sets of zoom levels, as bits.

use super::{evaluate::Evaluator, filter::Comparison, number::leading_integer, syntax::ZoomTest};
use crate::diagnostic::{Code, Diagnostic};

/// The largest zoom level.
pub(super) const MAX_ZOOM: u32 = 25;

/// All zoom levels.
pub(super) const ALL_ZOOMS: u32 = (1 << (MAX_ZOOM + 1)) - 1;

/// The scale denominator at which each zoom level begins, and the one after the last.
const SCALES: [f64; 27] = [
    1e9, 5e8, 2e8, 1e8, 5e7, 25e6, 125e5, 65e5, 3e6, 15e5, 75e4, 4e5, 2e5, 1e5, 5e4, 25e3, 12500.0, 5000.0, 2500.0,
    1500.0, 750.0, 500.0, 250.0, 100.0, 50.0, 25.0, 12.5,
];

/// The scale denominator at which a zoom level begins.
pub(super) fn scale(zoom: usize) -> Option<f64> {
    SCALES.get(zoom).copied()
}

/// The zoom levels from `min` to `max`.
pub(super) fn zoom_range(min: f64, max: f64) -> u32 {
    (0..=MAX_ZOOM).filter(|z| f64::from(*z) >= min && f64::from(*z) <= max).map(|z| 1 << z).sum()
}

/// The largest and smallest scale denominator of a set, if they limit it. Gaps are ignored, as in carto: rules before
/// this one apply there.
pub(super) fn scale_range(zooms: u32) -> (Option<f64>, Option<f64>) {
    let (first, last) = (zooms.trailing_zeros(), 31_u32.saturating_sub(zooms.leading_zeros()));
    if zooms == 0 || zooms == ALL_ZOOMS {
        return (None, None);
    }
    let max = (first > 0).then(|| scale(first as usize)).flatten();
    let min = (last < MAX_ZOOM).then(|| scale(last as usize + 1)).flatten();
    (max, min)
}

/// The zoom levels that fulfill a test.
pub(super) fn evaluate_zoom(test: &ZoomTest, evaluator: &mut Evaluator<'_>) -> u32 {
    let value = evaluator.evaluate(&test.value);
    let Some(zoom) = leading_integer(&value.text(false)) else {
        if !value.is_undefined() {
            evaluator.report(
                Diagnostic::warning(
                    Code::StyleExpression,
                    test.span,
                    "the zoom is compared with something that is not a number",
                )
                .cause("no zoom level fulfills it")
                .help("write a whole number from 0 to 25"),
            );
        }
        return u32::from(test.comparison == Comparison::Equal);
    };
    if !(0..=i64::from(MAX_ZOOM)).contains(&zoom) {
        evaluator.report(
            Diagnostic::error(Code::OutOfRange, test.span, format!("zoom {zoom} is out of range"))
                .cause(format!("there are zoom levels from 0 to {MAX_ZOOM}")),
        );
        return 0;
    }
    let zoom = zoom as f64;
    match test.comparison {
        Comparison::Equal => zoom_range(zoom, zoom),
        Comparison::Greater => zoom_range(zoom + 1.0, f64::INFINITY),
        Comparison::GreaterOrEqual => zoom_range(zoom, f64::INFINITY),
        Comparison::Less => zoom_range(0.0, zoom - 1.0),
        Comparison::LessOrEqual => zoom_range(0.0, zoom),
        // carto accepts these operators and ignores the test
        Comparison::NotEqual | Comparison::Match => ALL_ZOOMS,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL_ZOOMS, scale_range, zoom_range};

    #[test]
    fn zooms_become_scales() {
        assert_eq!(zoom_range(0.0, f64::INFINITY), ALL_ZOOMS);
        assert_eq!(scale_range(zoom_range(5.0, 7.0)), (Some(25e6), Some(3e6)));
        assert_eq!(scale_range(zoom_range(3.0, 25.0)), (Some(1e8), None));
        assert_eq!(scale_range(ALL_ZOOMS), (None, None));
    }
}
