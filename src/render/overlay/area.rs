//! Filled areas.

use super::{
    line::{add_looks, without_closing},
    projection::Projection,
    shape::shape,
};
use crate::{
    overlay::AreaMark,
    render::{
        display::DisplayItem,
        geometry::{FillRule, Lines, clip_ring},
    },
};

/// Appends the items of `area`: the area, then its outline.
pub(super) fn add(area: &AreaMark, on: &Projection, items: &mut Vec<DisplayItem>) {
    let reach = area.outline.iter().map(|look| look.width).fold(0.0, f64::max) * on.ratio * 4.0;
    for copy in on.copies(&area.rings, reach + 2.0) {
        if area.fill.a > 0.0 {
            let mut rings = Lines::default();
            let mut spare = Vec::new();
            for ring in &copy {
                let mut ring = without_closing(ring).to_vec();
                clip_ring(&mut ring, &on.near(2.0), &mut spare);
                if ring.len() > 2 {
                    rings.line(ring.iter().copied());
                }
            }
            if !rings.is_empty() {
                items.push(shape(rings, FillRule::EvenOdd, area.fill, on.clip));
            }
        }
        add_looks(&copy, true, &area.outline, on, items);
    }
}
