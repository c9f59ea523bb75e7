//! How lines and texts look.

use crate::style::{
    Color,
    symbolizer::{StrokeCap, StrokeJoin},
};

/// How a line is drawn. Lengths are CSS pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct LineLook {
    /// The color.
    pub color: Color,
    /// The width.
    pub width: f64,
    /// Lengths of dash, gap, dash, gap …; empty for a solid line.
    pub dashes: Vec<f64>,
    /// The shape of both ends.
    pub cap: StrokeCap,
    /// The shape of corners.
    pub join: StrokeJoin,
}

impl LineLook {
    /// A solid line with pointed corners.
    pub fn plain(color: Color, width: f64) -> Self {
        Self { color, width, dashes: Vec::new(), cap: StrokeCap::Butt, join: StrokeJoin::Miter }
    }

    /// Whether anything is seen.
    pub fn is_visible(&self) -> bool {
        self.width > 0.0 && self.color.a > 0.0
    }
}

/// How a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextLook {
    /// The size of the letters in CSS pixels.
    pub size: f64,
    /// The color of the letters.
    pub color: Color,
    /// The color of the box around the text; transparent for none.
    pub background: Color,
    /// The color of a halo around the letters, two CSS pixels wide; transparent for none.
    pub halo: Color,
}

impl Default for TextLook {
    fn default() -> Self {
        let halo = Color::new(1.0, 1.0, 1.0, 0.8);
        Self { size: 14.0, color: Color::BLACK, background: Color::TRANSPARENT, halo }
    }
}
