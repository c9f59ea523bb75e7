//! What a static map shows on top of a map: areas, lines, markers and texts.
//!
//! An [`Overlay`] is plain data in degrees and CSS pixels. It is read from GeoJSON ([`from_geojson`]) or from the
//! spellings of other services, and drawn by `render`.

mod appearance;
mod color;
mod coordinates;
mod dash;
mod defaults;
mod extent;
mod geojson;
mod limits;
mod mapbox;
mod mark;
mod marker;
mod path;
mod path_style;
mod pin_name;
mod place;
mod polyline;
mod simplestyle;
#[cfg(test)]
mod spelling_tests;
mod text;

pub use appearance::{LineLook, TextLook};
pub use color::hex_color;
pub use coordinates::CoordinateOrder;
pub use extent::{Extent, Fit};
pub use geojson::from_geojson;
pub use limits::{OverlayError, OverlayLimits};
pub use mapbox::add_mapbox;
pub use mark::{AreaMark, LineMark, Mark, MarkerContent, MarkerMark, Overlay};
pub use marker::add_marker;
pub use path::add_path;
pub use path_style::PathStyle;
pub use place::OverlayPlace;
pub use polyline::{PolylinePrecision, decode_polyline};
pub use text::add_text;
