//! What is drawn on top of a map.

use crate::{
    image::files::ImageFiles,
    overlay::{Overlay, OverlayPlace},
};

/// What is drawn on top of the map of a style.
#[derive(Debug, Clone, Copy)]
pub struct OverlayInput<'a> {
    /// The marks.
    pub overlay: &'a Overlay,
    /// Where areas and lines are drawn among the layers of the style.
    pub place: &'a OverlayPlace,
    /// The images of markers, by name.
    pub icons: &'a ImageFiles,
    /// A text for the lower right corner.
    pub attribution: Option<&'a str>,
}
