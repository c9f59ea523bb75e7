//! Fonts, fallback, shaping, bidi, line breaking, glyph outlines and their pictures.
//!
//! A label's way: [`FontSet`] finds the faces of a font stack, [`layout()`] turns text into lines of
//! positioned glyphs (ems), and a [`GlyphCache`] has their coverage masks, which painters blend into a picture.
//! Everything is deterministic: the same fonts and text give the same pixels anywhere.

mod arabic;
mod breaks;
mod case;
mod coverage;
mod distance;
pub mod embedded;
mod face;
mod fonts;
mod glyph_cache;
mod glyph_files;
mod glyph_ranges;
mod itemise;
mod layout;
mod mask;
mod name;
mod outline;
mod outline_distance;
mod shape;
mod stack;
mod upright;

pub use case::{Case, in_case};
pub use face::FaceId;
pub use fonts::{FontProblem, FontSet};
pub use glyph_cache::GlyphCache;
pub use glyph_files::{glyph_file, stack_of};
pub use glyph_ranges::LoadRange;
pub use layout::{ASCENDER, Inline, LaidGlyph, LaidInline, Layout, LayoutOptions, Line, Span, layout};
pub use mask::GlyphMask;
pub use outline::{GlyphOutline, Segment};
pub use stack::FontStack;
pub use upright::{Upright, may_be_vertical};

pub(crate) use mask::MaskKey;
