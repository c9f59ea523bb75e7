//! The layout of a label: its lines and their position relative to the anchor point. Lengths are device pixels.

use super::{content::LabelText, format::LetterFormat, line::LabelLine, wrap::LineWrap};
use crate::{
    style::{
        expression::Context,
        symbolizer::{HorizontalAlignment, JustifyAlignment, TextBlock, TextDirection, VerticalAlignment},
    },
    text::{FontSet, RunShaper},
};

/// A label, laid out.
#[derive(Debug, Clone)]
pub(super) struct LabelLayout {
    pub text: String,
    pub lines: Vec<LabelLine>,
    pub formats: Vec<LetterFormat>,
    pub width: f64,
    pub height: f64,
    /// From the anchor point to the center, to the right and down.
    pub displacement: [f64; 2],
    /// The part of the displacement that the alignment contributes.
    pub alignment: [f64; 2],
    /// Counterclockwise rotation in radians.
    pub rotation: f64,
    pub horizontal: HorizontalAlignment,
    justify: JustifyAlignment,
}

impl LabelLayout {
    /// Lays out a text.
    pub(super) fn of(
        text: LabelText,
        block: &TextBlock,
        direction: TextDirection,
        context: &Context<'_>,
        fonts: &FontSet,
        ratio: f64,
    ) -> Self {
        let wrap = LineWrap {
            width: block.wrap_width.get(context) * ratio,
            character: block.wrap_character.get(context).chars().next().unwrap_or(' '),
            before: block.wrap_before.get(context),
            repeat: block.repeat_wrap_character.get(context),
            ratio: block.text_ratio.get(context),
        };
        let lang = Some(block.lang.get(context)).filter(|lang| !lang.is_empty());
        let shaper = RunShaper::new(fonts, &text.text, &text.spans, lang.as_deref());
        let lines = wrap.lines(&text, &shaper);
        let width = lines.iter().fold(0.0, |width: f64, line| width.max(line.width));
        let height: f64 = (0..lines.len()).filter_map(|i| line_height(&lines, i)).sum();
        let [dx, dy] = direction.displacement([block.dx.get(context), block.dy.get(context)]);
        let (vertical, horizontal, justify) = aligned(block, [dx, dy], context);
        let alignment = [
            match horizontal {
                HorizontalAlignment::Left => -width / 2.0,
                HorizontalAlignment::Right => width / 2.0,
                _ => 0.0,
            },
            match vertical {
                VerticalAlignment::Top => -height / 2.0,
                VerticalAlignment::Bottom => height / 2.0,
                _ => 0.0,
            },
        ];
        let rotation = block.orientation.get(context).to_radians();
        let mut displacement = [dx * ratio + alignment[0], dy * ratio + alignment[1]];
        if block.rotate_displacement.get(context) {
            let ([x, y], (sin, cos)) = (displacement, (-rotation).sin_cos());
            displacement = [x * cos - y * sin, x * sin + y * cos];
        }
        let LabelText { text, formats, .. } = text;
        Self { text, lines, formats, width, height, displacement, alignment, rotation, horizontal, justify }
    }

    /// The height of a line: that of its characters for the first one.
    pub(super) fn line_height(&self, index: usize) -> f64 {
        line_height(&self.lines, index).unwrap_or(0.0)
    }

    /// The start of a line of the given width, from the middle of the label.
    pub(super) fn start(&self, line_width: f64) -> f64 {
        match self.justify {
            JustifyAlignment::Left => -self.width / 2.0,
            JustifyAlignment::Middle => -line_width / 2.0,
            JustifyAlignment::Right => self.width / 2.0 - line_width,
            JustifyAlignment::Auto => 0.0,
        }
    }

    /// Left, top, right and bottom around `center`.
    pub(super) fn bounds(&self, center: [f64; 2]) -> [f64; 4] {
        let (sin, cos) = self.rotation.sin_cos();
        let half = if self.rotation == 0.0 {
            [self.width / 2.0, self.height / 2.0]
        } else {
            // As in Mapnik, which does not consider the signs of both parts.
            [self.width * cos + self.height * sin, self.width * sin + self.height * cos].map(|v| v.abs() / 2.0)
        };
        [center[0] - half[0], center[1] - half[1], center[0] + half[0], center[1] + half[1]]
    }

    /// Number of glyphs of all lines.
    pub(super) fn glyph_count(&self) -> usize {
        self.lines.iter().map(|line| line.glyphs.len()).sum()
    }
}

fn line_height(lines: &[LabelLine], index: usize) -> Option<f64> {
    lines.get(index).map(|line| if index == 0 { line.char_height } else { line.line_height })
}

/// The alignments; automatic ones follow the displacement.
fn aligned(
    block: &TextBlock,
    [dx, dy]: [f64; 2],
    context: &Context<'_>,
) -> (VerticalAlignment, HorizontalAlignment, JustifyAlignment) {
    let by_sign = |v: f64| if v > 0.0 { 1 } else { -i32::from(v < 0.0) };
    let vertical = match (block.vertical.get(context), by_sign(dy)) {
        (VerticalAlignment::Auto, 1) => VerticalAlignment::Bottom,
        (VerticalAlignment::Auto, -1) => VerticalAlignment::Top,
        (VerticalAlignment::Auto, _) => VerticalAlignment::Middle,
        (given, _) => given,
    };
    let horizontal = match (block.horizontal.get(context), by_sign(dx)) {
        (HorizontalAlignment::Auto, 1) => HorizontalAlignment::Right,
        (HorizontalAlignment::Auto, -1) => HorizontalAlignment::Left,
        (HorizontalAlignment::Auto, _) => HorizontalAlignment::Middle,
        (given, _) => given,
    };
    let justify = match (block.justify.get(context), by_sign(dx)) {
        (JustifyAlignment::Auto, 1) => JustifyAlignment::Left,
        (JustifyAlignment::Auto, -1) => JustifyAlignment::Right,
        (JustifyAlignment::Auto, _) => JustifyAlignment::Middle,
        (given, _) => given,
    };
    (vertical, horizontal, justify)
}
