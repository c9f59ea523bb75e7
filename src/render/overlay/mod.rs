//! Overlays of static maps, as display items.

mod area;
mod attribution;
mod drawn;
mod input;
mod line;
mod marker;
mod projection;
mod text;

pub use input::OverlayInput;

pub(super) use attribution::attribution_items;
pub(super) use drawn::draw_overlay;
