//! Fonts, fallback, shaping, line breaking, glyph outlines.
