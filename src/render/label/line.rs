//! The lines of a label. Lengths are device pixels.

use super::format::LetterFormat;
use crate::text::{FaceId, RunGlyph};

/// A glyph of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineGlyph {
    pub face: FaceId,
    pub glyph: u32,
    /// Byte index of its cluster.
    pub cluster: usize,
    /// Index of its format.
    pub format: usize,
    pub advance: f64,
    /// How far it is moved to the right and up.
    pub shift: [f64; 2],
    /// Its upper and its lower end above the baseline.
    pub heights: [f64; 2],
    /// Sum of the advances of its cluster.
    pub cluster_width: f64,
    /// Added after its cluster.
    pub spacing: f64,
}

/// A line of a label.
#[derive(Debug, Clone, Default)]
pub(super) struct LabelLine {
    pub glyphs: Vec<LineGlyph>,
    pub width: f64,
    /// Width without the spacing of characters.
    pub glyphs_width: f64,
    /// Number of spaces between characters.
    pub gaps: usize,
    /// Distance to the preceding line.
    pub line_height: f64,
    /// Height of the highest character.
    pub char_height: f64,
}

impl LabelLine {
    /// The line of shaped glyphs.
    pub(super) fn of(glyphs: &[RunGlyph], formats: &[LetterFormat]) -> Self {
        let mut line = Self::default();
        let mut before = 0.0;
        for run in glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let formatted = || run.iter().filter_map(|glyph| Some((glyph, formats.get(glyph.span)?)));
            let cluster_width = formatted().map(|(glyph, format)| f64::from(glyph.advance) * format.size).sum();
            for (glyph, format) in formatted() {
                let scaled = |v: f32| f64::from(v) * format.size;
                let advance = scaled(glyph.advance);
                let [top, bottom] = glyph.heights.map(scaled);
                line.line_height = line.line_height.max(scaled(glyph.line_height) + format.line_spacing);
                line.char_height = line.char_height.max(top - bottom);
                if line.glyphs.is_empty() {
                    (line.width, line.glyphs_width) = (advance, advance);
                } else if advance > 0.0 {
                    line.width += advance + before;
                    line.glyphs_width += advance;
                    line.gaps += 1;
                }
                before = format.character_spacing;
                line.glyphs.push(LineGlyph {
                    face: glyph.face,
                    glyph: glyph.glyph,
                    cluster: glyph.cluster,
                    format: glyph.span,
                    advance,
                    shift: [scaled(glyph.shift[0]), -scaled(glyph.shift[1])],
                    heights: [top, bottom],
                    cluster_width,
                    spacing: format.character_spacing,
                });
            }
        }
        line
    }
}
