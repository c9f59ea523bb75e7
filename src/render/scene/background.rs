//! `background` layers.

use super::{Scene, visible};
use crate::{
    render::{DisplayItem, DisplayList, display::Ink},
    style::layer::BackgroundLayer,
};

pub(super) fn draw(scene: &Scene<'_>, layer: &BackgroundLayer, list: &mut DisplayList) {
    let context = scene.paint();
    let opacity = layer.opacity.get(&context);
    let ink = match layer.pattern.get(&context) {
        Some(image) => scene.pattern(&image, opacity, [0.0, 0.0]),
        None => visible(layer.color.get(&context), opacity).map(Ink::Color),
    };
    list.items.extend(ink.map(DisplayItem::Flood));
}
