//! One area of one color.

use crate::{
    render::{
        display::{DisplayItem, PaintSource, ShapeItem},
        geometry::{ClipRect, FillRule, Lines},
    },
    style::{BlendMode, Color, symbolizer::Gamma},
};

/// The item of an area whose rings are in pixels of the picture.
pub(super) fn shape(rings: Lines, rule: FillRule, color: Color, clip: ClipRect) -> DisplayItem {
    DisplayItem::Shape(ShapeItem {
        ends: vec![rings.len()],
        rings,
        offset: [0.0; 2],
        clip,
        source: PaintSource::Color(color),
        rule,
        gamma: Gamma::default(),
        blend: BlendMode::SourceOver,
    })
}
