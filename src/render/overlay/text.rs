//! Texts with a box or a halo.

use super::shape::shape;
use crate::{
    overlay::TextLook,
    render::{
        display::{DisplayItem, GlyphInstance, GlyphRun, Halo},
        geometry::{ClipRect, FillRule, Lines},
        input::Resources,
    },
    text::{InlineAlign, LayoutOptions, TextSpan, layout},
};

/// The font of texts.
const FONT: &str = "Noto Sans Regular";

/// Space between a text and the edges of its box, in ems.
const SPACE: f64 = 0.25;

/// The width of a halo in CSS pixels.
const HALO: f64 = 2.0;

/// A text to draw.
pub(super) struct TextBlock<'a> {
    pub text: &'a str,
    pub look: TextLook,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Where lines are wrapped, in CSS pixels.
    pub max_width: Option<f64>,
}

/// The items of a text: its box, then its letters. The point `anchor` of the box, each coordinate from 0 to 1, is at
/// `at`.
pub(super) fn text_items(
    block: &TextBlock<'_>,
    at: [f64; 2],
    anchor: [f64; 2],
    clip: ClipRect,
    resources: &Resources,
) -> Vec<DisplayItem> {
    let em = block.look.size * block.ratio;
    let fonts = resources.fonts();
    let stack = fonts.stack(&[FONT.to_owned()]);
    let span = TextSpan { text: block.text, stack: &stack, scale: 1.0, inline: None, align: InlineAlign::Baseline };
    let max_width = block.max_width.map(|width| (width / block.look.size - 2.0 * SPACE).max(1.0) as f32);
    let laid = layout(fonts, &[span], &LayoutOptions { max_width, ..LayoutOptions::default() });
    if laid.glyphs.is_empty() {
        return Vec::new();
    }
    let size = [laid.width, laid.height].map(|side| (f64::from(side) + 2.0 * SPACE) * em);
    let corner = [0, 1].map(|i| (at[i] - size[i] * anchor[i]).round());
    let mut glyphs = Vec::with_capacity(laid.glyphs.len());
    for line in &laid.lines {
        let start = f64::from(laid.width - line.width) * anchor[0];
        for glyph in laid.glyphs.get(line.glyphs.clone()).unwrap_or(&[]) {
            let quarters = |corner: f64, ems: f64| ((corner + (ems + SPACE) * em) * 4.0 + 0.5).floor() as i32;
            glyphs.push(GlyphInstance {
                face: glyph.face,
                glyph: glyph.glyph,
                x: quarters(corner[0], start + f64::from(glyph.x)),
                // Texts of one height have their baselines at whole pixels.
                y: (quarters(corner[1], f64::from(glyph.y)) + 2).div_euclid(4) * 4,
                size: em as f32 * glyph.scale,
                angle: 0,
                color: 0,
            });
        }
    }
    let mut items = Vec::new();
    if block.look.background.a > 0.0 {
        let [left, top] = corner;
        let [right, bottom] = [left + size[0].ceil(), top + size[1].ceil()];
        let mut rings = Lines::default();
        rings.line([[left, top], [right, top], [right, bottom], [left, bottom]]);
        items.push(shape(rings, FillRule::NonZero, block.look.background, clip));
    }
    let halo = (block.look.halo.a > 0.0).then_some(Halo {
        color: block.look.halo,
        width: HALO * block.ratio,
        blur: 0.0,
        hollow: false,
        copies: false,
    });
    items.push(DisplayItem::Glyphs(GlyphRun {
        glyphs,
        colors: vec![block.look.color],
        halo,
        opacity: 1.0,
        separate: false,
    }));
    items
}
