//! Layers that are drawn as a group.

use crate::render::display::{DisplayItem, DisplayList, Group};

/// Draws into a group if `opacity` is below 1, and draws nothing if it is 0.
pub(super) fn in_group(list: &mut DisplayList, opacity: f64, draw: impl FnOnce(&mut DisplayList)) {
    if opacity <= 0.0 {
        return;
    }
    if opacity >= 1.0 {
        return draw(list);
    }
    let at = list.items.len();
    list.items.push(DisplayItem::BeginGroup(Group::of_opacity(opacity)));
    draw(list);
    if list.items.len() == at + 1 {
        list.items.pop();
    } else {
        list.items.push(DisplayItem::EndGroup);
    }
}
