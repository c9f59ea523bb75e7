//! `opacity` and `comp-op` of layers and styles.

use crate::style::{Compositing, mapnik::attributes::AttributeReader};

/// `opacity` and `comp-op` of a layer or style.
pub(super) fn compositing(reader: &mut AttributeReader<'_>) -> Compositing {
    let opacity = reader.number("opacity", 1.0).constant().copied().unwrap_or(1.0).clamp(0.0, 1.0);
    Compositing { opacity, blend: reader.blend() }
}
