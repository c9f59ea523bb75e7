//! The vertical metrics of a line.

use super::span::{InlineAlign, TextSpan};

/// Distance from the top of a line down to the baseline of unscaled text for a line height of 1.2 em. MapLibre centers
/// a line of glyphs 24 units high by putting their ascender line (26 units in the fonts for which its offset was made)
/// 17 units above the middle.
pub const ASCENDER: f32 = 26.0 / 24.0;

/// Distance from the middle of a line up to the top of unscaled text.
pub(super) const TOP_OF_LINE: f32 = -17.0 / 24.0;

/// Vertical metrics of one line, in ems of the label.
pub(super) struct LineMetrics {
    /// The largest scale of its text.
    max_scale: f32,
    /// Height of the text and images in the line, or their width if the line is a column.
    content: f32,
    /// How much images increase the height of the line.
    extra: f32,
    /// Distance from the top of the label to the top of the content.
    top: f32,
    /// For columns of vertical labels at points: how far content smaller than the line moves towards its middle.
    pub column: Option<f32>,
}

impl LineMetrics {
    /// Measures a line at `top` with the given spans, each with whether it is upright. `column`: whether the line is a
    /// column of a vertical label at a point.
    pub(super) fn of<'a>(
        spans: impl Iterator<Item = (TextSpan<'a>, bool)> + Clone,
        top: f32,
        line_height: f32,
        column: bool,
    ) -> Self {
        // Images count as text of the label's size.
        let scale = |(s, _): (TextSpan<'_>, bool)| if s.inline.is_some() { 1.0 } else { s.scale };
        let max_scale = spans.clone().map(scale).fold(0.0, f32::max);
        let max_scale = if max_scale > 0.0 { max_scale } else { 1.0 };
        let across = |(s, upright): (TextSpan<'_>, bool)| s.inline.map(|size| size[usize::from(!upright)]);
        let image = spans.filter_map(across).fold(0.0f32, f32::max);
        // An image taller than the text increases the height of the line by the difference.
        let extra = (image - max_scale).max(0.0);
        Self {
            max_scale,
            content: max_scale.max(image),
            extra,
            top: top + line_height / 2.0 + TOP_OF_LINE,
            column: column.then(|| extra.max(max_scale - 1.0) / 2.0),
        }
    }

    /// The top of content that is `size` high.
    pub(super) fn top_of(&self, size: f32, align: InlineAlign) -> f32 {
        self.top
            + match align {
                InlineAlign::Baseline => self.content - size,
                InlineAlign::Center => (self.content - size) / 2.0,
                InlineAlign::Top => 0.0,
            }
    }

    /// The height of the line.
    pub(super) fn height(&self, line_height: f32) -> f32 {
        line_height * self.max_scale + self.extra
    }
}
