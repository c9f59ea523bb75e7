//! Icons.

use super::{
    super::{
        icon::Icon,
        placed::{PlacedIcon, column_turn},
    },
    halo::halo,
    position::quarters,
    visible::is_seen,
};
use crate::{
    render::{
        display::{IconItem, ImageStrip},
        geometry::rotated_box,
        input::Frame,
    },
    style::{expression::Context, layer::SymbolLayer},
};

/// The item of an icon; `None` if it is invisible.
pub(super) fn item(
    frame: &Frame<'_, '_>,
    layer: &SymbolLayer,
    paint: &Context<'_>,
    icon: &Icon,
    placed: &PlacedIcon,
) -> Option<IconItem> {
    let shifted = |axis: usize| {
        let by = placed.shift[axis];
        let strips = icon.strips[axis].iter();
        strips.map(|s| ImageStrip { target: s.target.map(|v| v + by), ..*s }).collect::<Vec<_>>()
    };
    let [left, top, right, bottom] = icon.rect;
    let [dx, dy] = placed.shift;
    let rect = [left + dx, top + dy, right + dx, bottom + dy];
    let (halo_width, halo_blur) = (layer.icon_halo_width.get(paint), layer.icon_halo_blur.get(paint));
    let ratio = frame.view.pixel_ratio;
    let reach = (halo_width + halo_blur).max(0.0) * ratio + 2.0;
    if !is_seen(frame, placed.at, rotated_box(rect, placed.angle), reach) {
        return None;
    }
    let opacity = layer.icon_opacity.get(paint).clamp(0.0, 1.0);
    (opacity > 0.0).then(|| IconItem {
        image: icon.image.clone(),
        at: placed.at.map(quarters),
        strips: [shifted(0), shifted(1)],
        smooth: icon.smooth || placed.angle != column_turn(placed.column),
        angle: placed.angle,
        opacity,
        color: layer.icon_color.get(paint),
        halo: halo(layer.icon_halo_color.get(paint), halo_width, halo_blur, ratio),
    })
}
