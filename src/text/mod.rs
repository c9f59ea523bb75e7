//! Fonts, fallback, shaping, bidi, line breaking, glyph outlines and masks.
//!
//! A label takes these steps: [`FontSet`] finds the faces of a font stack, [`layout()`] turns text into lines of
//! positioned glyphs (in ems), and a [`GlyphCache`] provides their coverage masks, which painters blend into a picture.
//! Everything is deterministic: the same fonts and text give the same pixels on every machine.

mod arabic;
mod breaks;
mod case;
mod characters;
mod coverage;
mod distance;
pub mod embedded;
mod face;
mod face_metrics;
mod face_of_letters;
mod faces;
mod feature;
mod fonts;
mod glyph_cache;
mod glyph_files;
mod glyph_heights;
mod glyph_mask;
mod glyph_ranges;
mod halo_copies;
mod height_cache;
mod itemize;
mod layout;
mod mask;
mod name;
mod outline;
mod outline_distance;
mod plan_cache;
mod region;
mod run;
mod script_language;
mod script_runs;
mod shape;
mod stack;
mod upright;

pub use breaks::line_breaks;
pub use case::{Case, in_case};
pub use face::FaceId;
pub use faces::{FontFault, FontProblem};
pub use feature::FontFeature;
pub use fonts::FontSet;
pub use glyph_cache::GlyphCache;
pub use glyph_files::{glyph_file, stack_of};
pub use glyph_mask::GlyphMask;
pub use glyph_ranges::LoadRange;
pub use layout::{
    ASCENDER, InlineAlign, LayoutOptions, PositionedGlyph, PositionedImage, TextLayout, TextLine, TextSpan, layout,
};
pub use outline::{GlyphOutline, Segment};
pub use run::{RunGlyph, RunShaper, RunSpan};
pub use stack::FontStack;
pub use upright::{Upright, may_be_vertical};

pub(crate) use glyph_mask::MaskKey;
