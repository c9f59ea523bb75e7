//! The events, by topic.

mod emit;
mod lifecycle;
mod request;
mod shapes;
mod source;
mod tile;

pub use emit::Event;
pub use lifecycle::{ConfigReloaded, Draining, ReloadRefused, Started, Starting, Stopped};
pub use request::{Abandoned, Answered, ConnectionCut, Crashed, Shed};
pub use shapes::{SHAPES, ShapeTablesChecked, ShapesFailed, ShapesMissing};
pub use source::{DatabaseServerFailed, LayersDescribed, MapdataPartFailed, SourceProbed};
pub use tile::{
    DrawingLost, GlyphsMissing, MetatileDrawn, PictureIncomplete, Purged, TileFailed, TileRejected, TileServed,
};
