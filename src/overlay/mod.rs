//! What a static map shows on top of a map: areas, lines, markers and texts.
//!
//! An [`Overlay`] is plain data in degrees and CSS pixels. It is read from GeoJSON ([`from_geojson`]) or from the
//! spellings of other services, and drawn by `render`.

mod appearance;
mod color;
mod extent;
mod geojson;
mod limits;
mod mark;
mod place;
mod simplestyle;

pub use appearance::{LineLook, TextLook};
pub use color::hex_color;
pub use extent::{Extent, Fit};
pub use geojson::from_geojson;
pub use limits::{OverlayError, OverlayLimits};
pub use mark::{AreaMark, LineMark, Mark, MarkerContent, MarkerMark, Overlay};
pub use place::OverlayPlace;
