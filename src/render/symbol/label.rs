//! Lays out the text of a feature.

use std::sync::Arc;

use super::alignment::{alignment, growth};
use crate::{
    image::sprite::SpriteImage,
    render::input::Resources,
    style::{
        Anchor, Color, Formatted, SectionAlign,
        expression::Context,
        layer::{SymbolLayer, TextTransform},
    },
    text::{
        Case, FontStack, InlineAlign, LayoutOptions, TextLayout, TextSpan, Upright, in_case, layout, may_be_vertical,
    },
};

/// Text that is ready to be placed.
#[derive(Debug)]
pub(super) struct Label {
    pub layout: TextLayout,
    /// The layout for vertical writing, if allowed, before it is rotated clockwise by a quarter turn.
    pub column: Option<TextLayout>,
    /// The unformatted text: labels with the same text are duplicates.
    pub text: String,
    /// Device pixels per em.
    pub size: f64,
    /// The factor between the drawn size and the size for collisions, unless the label follows a line.
    pub growth: f64,
    /// The color of each section that has its own.
    pub colors: Vec<Option<Color>>,
    /// The image of each section that is an image.
    pub images: Vec<Option<Arc<SpriteImage>>>,
}

/// The parameters of a label's layout in addition to its text.
pub(super) struct LabelSetting<'a> {
    pub resources: &'a Resources,
    /// Context of layout properties.
    pub layout: &'a Context<'a>,
    /// Size in CSS pixels.
    pub size: f64,
    /// The size for collisions, see [`growth`].
    pub next_size: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Whether lines are wrapped.
    pub wrap: bool,
    /// Which glyphs are upright if the text may be written vertically.
    pub upright: Upright,
}

/// Maximum text size, as in MapLibre; larger text would only be slow.
const MAX_SIZE: f64 = 512.0;

impl Label {
    /// Lays out the text of `field`; `None` if there is nothing to draw.
    pub(super) fn of(symbol: &SymbolLayer, field: &Formatted, setting: &LabelSetting<'_>) -> Option<Self> {
        let LabelSetting { resources, layout: context, size, next_size, ratio, wrap, upright } = *setting;
        if field.is_empty() || size.is_nan() || size <= 0.0 {
            return None;
        }
        let size = size.min(MAX_SIZE);
        let case = match symbol.text_transform.get(context) {
            TextTransform::None => Case::Kept,
            TextTransform::Uppercase => Case::Upper,
            TextTransform::Lowercase => Case::Lower,
        };
        let texts: Vec<_> = field.sections.iter().map(|s| in_case(&s.text, case)).collect();
        let images: Vec<Option<Arc<SpriteImage>>> =
            field.sections.iter().map(|s| resources.sprites.get(&s.image.as_ref()?.name).cloned()).collect();
        let fonts = symbol.text_font.get(context);
        let stacks: Vec<Arc<FontStack>> =
            field.sections.iter().map(|s| resources.fonts().stack(s.fonts.as_ref().unwrap_or(&fonts))).collect();
        let spans: Vec<TextSpan<'_>> = field
            .sections
            .iter()
            .enumerate()
            .map(|(i, section)| TextSpan {
                text: texts.get(i).map_or("", |t| t),
                stack: &stacks[i],
                scale: section.scale.unwrap_or(1.0).clamp(0.0, 16.0) as f32,
                inline: images[i].as_ref().map(|image| image.size().map(|v| (v / size) as f32)),
                align: match section.align {
                    Some(SectionAlign::Top) => InlineAlign::Top,
                    Some(SectionAlign::Center) => InlineAlign::Center,
                    Some(SectionAlign::Bottom) | None => InlineAlign::Baseline,
                },
            })
            .collect();
        let options = LayoutOptions {
            max_width: wrap.then(|| symbol.text_max_width.get(context) as f32),
            line_height: symbol.text_line_height.get(context) as f32,
            letter_spacing: symbol.text_letter_spacing.get(context) as f32,
            lang: resources.lang.as_deref(),
            upright: Upright::None,
        };
        let vertical = LayoutOptions { upright, ..options };
        let may_be_vertical = upright != Upright::None && texts.iter().any(|t| may_be_vertical(t));
        let column = may_be_vertical.then(|| layout(resources.fonts(), &spans, &vertical));
        let layout = layout(resources.fonts(), &spans, &options);
        if layout.glyphs.is_empty() && layout.images.is_empty() {
            return None;
        }
        Some(Self {
            layout,
            column,
            text: texts.concat(),
            size: size * ratio,
            growth: growth(size, next_size.min(MAX_SIZE)),
            colors: field.sections.iter().map(|s| s.color).collect(),
            images,
        })
    }

    /// The size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let sections = self.colors.len() * size_of::<Option<Color>>() + self.images.len() * size_of::<usize>();
        self.layout.bytes() + self.column.as_ref().map_or(0, TextLayout::bytes) + self.text.len() + sections
    }

    /// The layout for horizontal or, if available, vertical writing.
    pub(super) fn form(&self, column: bool) -> &TextLayout {
        self.column.as_ref().filter(|_| column).unwrap_or(&self.layout)
    }

    /// Width and height in device pixels, before the rotation of vertical text.
    pub(super) fn extent(&self, column: bool) -> [f64; 2] {
        let form = self.form(column);
        [form.width, form.height].map(|v| f64::from(v) * self.size)
    }

    /// Left, top, right and bottom relative to the symbol's point if `anchor` of the text is at `offset` (ems) from it,
    /// in device pixels, before the rotation of vertical text.
    pub(super) fn rect(&self, column: bool, anchor: Anchor, offset: [f64; 2]) -> [f64; 4] {
        let [width, height] = self.extent(column);
        let [across, down] = alignment(anchor);
        let (left, top) = (offset[0] * self.size - across * width, offset[1] * self.size - down * height);
        [left, top, left + width, top + height]
    }
}
