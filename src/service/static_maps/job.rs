//! Validated requests for static maps.

use std::sync::Arc;

use crate::{
    overlay::{Overlay, OverlayPlace},
    render::View,
    service::served_source::ServedSource,
    tile::{Format, Lang, Scale},
};

/// A request for a static map that has passed all checks.
#[derive(Debug, Clone)]
pub(crate) struct StaticMapJob {
    /// The source, which is drawn.
    pub(crate) source: Arc<ServedSource>,
    /// The part of the world.
    pub(crate) view: View,
    /// The scale, which selects the images of the style.
    pub(crate) scale: Scale,
    /// The format, which is one of pictures.
    pub(crate) format: Format,
    /// The language, if the source depends on it.
    pub(crate) lang: Option<Lang>,
    /// What is shown on top of the map.
    pub(crate) overlay: Arc<Overlay>,
    /// Where areas and lines of the overlay are.
    pub(crate) place: OverlayPlace,
    /// The text in the lower right corner.
    pub(crate) attribution: Option<Arc<str>>,
    /// Whether the background is drawn beyond the poles; if not, the picture is transparent there.
    pub(crate) beyond_poles: bool,
}
