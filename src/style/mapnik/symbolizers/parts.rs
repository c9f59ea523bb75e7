//! Attributes that several symbolizers have.

use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{GammaMethod, GammaStyle, StrokeCap, StrokeJoin, StrokeShape},
};

/// The most lengths of a pattern of dashes, as in Mapnik.
const MAX_DASHES: usize = 32;

/// `gamma` and `gamma-method`, which have these names.
pub(super) fn gamma(reader: &mut AttributeReader<'_>, [value, method]: [&'static str; 2]) -> GammaStyle {
    GammaStyle { method: reader.keyword(method, GammaMethod::Power), value: reader.number(value, 1.0) }
}

/// The attributes of a stroke's form.
pub(super) fn form(reader: &mut AttributeReader<'_>) -> StrokeShape {
    // Mapnik 4.2 accepts it and does not use it.
    reader.ignore(&["stroke-dashoffset"]);
    StrokeShape {
        width: reader.number("stroke-width", 1.0),
        cap: reader.keyword("stroke-linecap", StrokeCap::Butt),
        join: reader.keyword("stroke-linejoin", StrokeJoin::Miter),
        miter_limit: reader.number("stroke-miterlimit", 4.0),
        dashes: dashes(reader),
    }
}

/// `stroke-dasharray`: an odd number of lengths is repeated, as in SVG.
fn dashes(reader: &mut AttributeReader<'_>) -> Vec<f64> {
    let none = reader.raw("stroke-dasharray").is_none_or(|it| matches!(it.value.trim(), "" | "none"));
    if none {
        return Vec::new();
    }
    let mut lengths = reader.numbers("stroke-dasharray").unwrap_or_default();
    if lengths.len() % 2 == 1 {
        lengths.extend_from_within(..);
    }
    lengths.truncate(MAX_DASHES);
    let is_valid = lengths.iter().all(|it| it.is_finite() && *it >= 0.0) && lengths.iter().sum::<f64>() > 0.0;
    if is_valid { lengths } else { Vec::new() }
}
