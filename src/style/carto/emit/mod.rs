//! Writes definitions as styles of Mapnik.

mod check;
mod declaration;
mod emitter;
mod entities;
mod fonts;
mod map;
mod mistakes;
mod rules;
mod style;
mod symbolizer;

pub(super) use emitter::{EmitCache, Emitter};
pub(super) use fonts::FontSets;
