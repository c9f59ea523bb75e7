//! The input of a rendering.

use std::collections::BTreeMap;

use super::{
    input::{Fetched, Resources, SourceInfo},
    overlay::OverlayInput,
    view::View,
};
use crate::{settings::Rasterizer, style::Style, work::Ticket};

/// Everything that one picture is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct RenderJob<'a> {
    /// The style.
    pub style: &'a Style,
    /// The part of the world to show.
    pub view: View,
    /// Information about the style's tiled sources, by name.
    pub infos: &'a BTreeMap<String, SourceInfo>,
    /// The tiles that were fetched for [`needs`](super::needs); missing ones are not drawn.
    pub tiles: &'a [Fetched],
    /// Sprites, fonts and the style's own data.
    pub resources: &'a Resources,
    /// What is drawn on top of the map.
    pub overlay: Option<OverlayInput<'a>>,
    /// The rasterizer for pixels.
    pub rasterizer: Rasterizer,
    /// Signals whether the picture is still wanted.
    pub ticket: &'a Ticket,
}
