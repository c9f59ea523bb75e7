//! Lines, rings, rectangles and the algorithms on them. This module does not depend on style layers, tiles or painters.
//!
//! Three rules make neighboring pictures agree pixel for pixel. Coordinates are relative to the corner of their tile,
//! which is at a whole pixel, and are rounded to the rasterizer's grid ([`snap()`]). Only geometry that is entirely
//! outside of the picture is left out ([`cull_ring`], [`cull_line`]). Edges are split where raster tiles meet
//! ([`split`](mod@split)), so that a rasterizer never has to clip one at the picture's edge, which would change its slope.

mod bend;
mod cell_index;
mod clip;
mod clip_line;
mod clip_rect;
mod coverage;
mod cull;
mod dash;
mod lines;
mod offset;
mod outline;
mod pen;
mod pole;
mod polygons;
mod rect;
mod ring;
mod rotate;
mod simplify;
mod smoothstep;
mod snap;
mod split;
mod textured_line;
mod trace;
mod vector;

pub use bend::JoinStyle;
pub use clip_rect::ClipRect;
pub use coverage::FillRule;
pub use lines::Lines;
pub use rect::Rect;

pub(crate) use cell_index::CellIndex;
pub(crate) use clip::clip_ring;
pub(crate) use clip_line::{clip_line, clip_segment};
pub(crate) use coverage::{CoverageGrid, EdgeRule};
pub(crate) use cull::{cull_line, cull_ring};
pub(crate) use dash::{DashPattern, dashed};
pub(crate) use offset::parallel;
pub(crate) use outline::{StrokeStyle, Stroker};
pub(crate) use pen::{Pen, PenStyle};
pub(crate) use pole::{inner_distance, pole_of_inaccessibility};
pub(crate) use polygons::{polygons, signed_area};
pub(crate) use ring::circle;
pub(crate) use rotate::{rotated, rotated_box};
pub(crate) use simplify::to_pixels;
pub(crate) use smoothstep::smoothstep;
pub(crate) use snap::{snap, snap_as_opengl};
pub(crate) use split::fit_ring;
pub(crate) use textured_line::{TexturedSegment, textured_segments};
pub(crate) use trace::{Thinning, cubic, cut_into_dashes, quadratic, shifted, smoothed, thinned};
pub(crate) use vector::{distance, length};
