//! Overlays of static maps, as display items.

mod area;
mod attribution;
mod drawn;
mod input;
mod line;
mod marker;
mod message;
mod projection;
mod shape;
mod text;

pub use input::OverlayInput;
pub use message::message;

pub(super) use attribution::attribution_items;
pub(super) use drawn::draw_overlay;
