//! What a picture is drawn from.

use std::collections::BTreeMap;

use super::{
    input::{Fetched, Resources, SourceInfo},
    paint::Rasterizer,
    view::View,
};
use crate::{style::Style, work::Ticket};

/// Everything that one picture is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct RenderJob<'a> {
    /// The style.
    pub style: &'a Style,
    /// The part of the world that it shows.
    pub view: View,
    /// What is known about the style's sources that have tiles, by their names.
    pub infos: &'a BTreeMap<String, SourceInfo>,
    /// The tiles that were fetched for [`needs`](super::needs); those that are missing are not drawn.
    pub tiles: &'a [Fetched],
    /// Sprites, fonts and the style's own data.
    pub resources: &'a Resources,
    /// What draws pixels.
    pub rasterizer: Rasterizer,
    /// Tells whether the picture is still wanted.
    pub ticket: &'a Ticket,
}
