//! Which items reach into the picture.

use crate::render::input::Frame;

/// Whether a box (left, top, right, bottom from `at`), `reach` pixels larger on every side, reaches into the picture.
pub(super) fn is_seen(frame: &Frame<'_, '_>, at: [f64; 2], [left, top, right, bottom]: [f64; 4], reach: f64) -> bool {
    let [width, height] = frame.size();
    at[0] + right + reach >= 0.0
        && at[1] + bottom + reach >= 0.0
        && at[0] + left - reach <= width
        && at[1] + top - reach <= height
}
