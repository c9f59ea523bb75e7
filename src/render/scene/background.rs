//! `background` layers.

use super::{pattern::pattern, visible::visible};
use crate::{
    render::{
        display::{DisplayItem, DisplayList, PaintSource},
        input::Frame,
    },
    style::layer::BackgroundLayer,
};

pub(super) fn draw(frame: &Frame<'_, '_>, layer: &BackgroundLayer, list: &mut DisplayList) {
    let context = frame.paint();
    let opacity = layer.opacity.get(&context);
    let source = match layer.pattern.get(&context) {
        Some(image) => pattern(frame, &image, opacity, [0.0, 0.0]),
        None => visible(layer.color.get(&context), opacity).map(PaintSource::Color),
    };
    list.items.extend(source.map(DisplayItem::Flood));
}
