//! A label that is tried at one position after another.

use std::rc::Rc;

use super::{feature::LabelFeature, found::FoundLabel, layout::LabelLayout, rules::CollisionRules};

/// The image of a shield: its size in device pixels, and its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShieldBox {
    /// Left, top, right, bottom, from the center of the image.
    pub bounds: [f64; 4],
    /// Whether it stays at the anchor point if the text is moved.
    pub unlocked: bool,
    /// How far it is moved to the right and down.
    pub displacement: [f64; 2],
}

/// A label that is tried at one position after another.
pub(super) struct Finder<'f, 'a> {
    pub feature: &'f LabelFeature<'f, 'a>,
    pub image: Option<ShieldBox>,
    /// Whether labels are at points of lines.
    pub at_points: bool,
    pub layout: Rc<LabelLayout>,
    pub rules: CollisionRules,
    pub found: Vec<FoundLabel>,
}
