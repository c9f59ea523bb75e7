//! A feature's text, laid out.

use std::sync::Arc;

use super::super::{Resources, SpriteImage};
use crate::{
    style::{
        Anchor, Color, Formatted, SectionAlign,
        expression::Context,
        layer::{Justify, SymbolLayer, TextTransform},
    },
    text::{
        Case, FontStack, InlineAlign, LayoutOptions, TextLayout, TextSpan, Upright, in_case, layout, may_be_vertical,
    },
};

/// Text that is ready to be placed.
#[derive(Debug)]
pub(super) struct Label {
    pub layout: TextLayout,
    /// The same for vertical writing, to be turned clockwise by a quarter, where that is an option.
    pub column: Option<TextLayout>,
    /// The text without its looks: what makes two labels the same label.
    pub text: String,
    /// Device pixels per em.
    pub size: f64,
    /// How many times as large as drawn it is to other symbols, unless it follows a line.
    pub room: f64,
    /// The colour of each section that has its own.
    pub colors: Vec<Option<Color>>,
    /// The picture of each section that is one.
    pub images: Vec<Option<Arc<SpriteImage>>>,
}

/// What the layout of a label depends on besides its text.
pub(super) struct LabelSetting<'a> {
    pub resources: &'a Resources,
    /// Context of layout properties.
    pub layout: &'a Context<'a>,
    /// Size in CSS pixels.
    pub size: f64,
    /// Its size for collisions: see [`room`].
    pub next_size: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Whether lines are wrapped.
    pub wrap: bool,
    /// What stands upright if the text may be written vertically.
    pub upright: Upright,
}

/// MapLibre's sizes are at most this; larger text would only be slow.
const MAX_SIZE: f64 = 512.0;

impl Label {
    /// Lays out the text of `field`; `None` where there is nothing to draw.
    pub fn of(symbol: &SymbolLayer, field: &Formatted, setting: &LabelSetting<'_>) -> Option<Self> {
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
            field.sections.iter().map(|s| resources.fonts.stack(s.fonts.as_ref().unwrap_or(&fonts))).collect();
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
        let column = may_be_vertical.then(|| layout(&resources.fonts, &spans, &vertical));
        let layout = layout(&resources.fonts, &spans, &options);
        if layout.glyphs.is_empty() && layout.images.is_empty() {
            return None;
        }
        Some(Self {
            layout,
            column,
            text: texts.concat(),
            size: size * ratio,
            room: room(size, next_size.min(MAX_SIZE)),
            colors: field.sections.iter().map(|s| s.color).collect(),
            images,
        })
    }

    /// The layout for horizontal or, where there is one, vertical writing.
    pub fn form(&self, column: bool) -> &TextLayout {
        self.column.as_ref().filter(|_| column).unwrap_or(&self.layout)
    }

    /// Width and height in device pixels; of a column before it is turned.
    pub fn extent(&self, column: bool) -> [f64; 2] {
        let form = self.form(column);
        [form.width, form.height].map(|v| f64::from(v) * self.size)
    }

    /// Left, top, right and bottom from the symbol's point when `anchor` of the text stands at `offset`
    /// (ems) from it, in device pixels; of a column before it is turned.
    pub fn rect(&self, column: bool, anchor: Anchor, offset: [f64; 2]) -> [f64; 4] {
        let [width, height] = self.extent(column);
        let [across, down] = alignment(anchor);
        let (left, top) = (offset[0] * self.size - across * width, offset[1] * self.size - down * height);
        [left, top, left + width, top + height]
    }
}

/// How many times as large as drawn at `size` a symbol is to others. MapLibre makes the boxes of collisions for
/// the size at the end of a whole zoom, so that what is placed need not go while zooming in.
pub(super) fn room(size: f64, next: f64) -> f64 {
    let room = next / size;
    if room.is_finite() && room > 0.0 { room } else { 1.0 }
}

/// Which share of a box lies left of and above its anchor.
pub(super) fn alignment(anchor: Anchor) -> [f64; 2] {
    let across = match anchor {
        Anchor::Left | Anchor::TopLeft | Anchor::BottomLeft => 0.0,
        Anchor::Right | Anchor::TopRight | Anchor::BottomRight => 1.0,
        Anchor::Center | Anchor::Top | Anchor::Bottom => 0.5,
    };
    let down = match anchor {
        Anchor::Top | Anchor::TopLeft | Anchor::TopRight => 0.0,
        Anchor::Bottom | Anchor::BottomLeft | Anchor::BottomRight => 1.0,
        Anchor::Center | Anchor::Left | Anchor::Right => 0.5,
    };
    [across, down]
}

/// Which share of a line's free room lies left of it.
pub(super) fn justification(justify: Justify, anchor: Anchor) -> f64 {
    match justify {
        Justify::Auto => alignment(anchor)[0],
        Justify::Left => 0.0,
        Justify::Center => 0.5,
        Justify::Right => 1.0,
    }
}

/// Where a label may stand: its anchors in order of preference, each with its offset in ems.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stands {
    pub anchors: Vec<(Anchor, [f64; 2])>,
    /// Whether the style leaves the choice.
    pub variable: bool,
    /// The anchor that counts where there is no choice: along lines, and within columns.
    pub own: Anchor,
}

/// Room between a line's edge and its letters that offsets upwards and downwards make up for, in ems
/// (MapLibre's `baselineOffset`, 7 of 24 units).
const BASELINE: f64 = 7.0 / 24.0;

/// Reads anchors and offsets of a label (`symbol_layout.ts`, `getTextVariableAnchorOffset`).
pub(super) fn stands(symbol: &SymbolLayer, context: &Context<'_>, along_line: bool) -> Stands {
    let own = symbol.text_anchor.get(context);
    let chooses =
        symbol.text_variable_anchor_offset.get(context).is_some() || symbol.text_variable_anchor.get(context).is_some();
    if chooses && along_line {
        return Stands { anchors: vec![(own, [0.0; 2])], variable: false, own };
    }
    if let Some(pairs) = symbol.text_variable_anchor_offset.get(context) {
        let shifted = |anchor: Anchor, [x, y]: [f64; 2]| match alignment(anchor)[1] {
            0.0 => [x, y - BASELINE],
            1.0 => [x, y + BASELINE],
            _ => [x, y],
        };
        let anchors = pairs.0.into_iter().map(|p| (p.anchor, shifted(p.anchor, p.offset))).collect();
        return Stands { anchors, variable: true, own };
    }
    let radial = symbol.text_radial_offset.is_given().then(|| symbol.text_radial_offset.get(context));
    let offset = symbol.text_offset.get(context);
    if let Some(anchors) = symbol.text_variable_anchor.get(context) {
        let at = |anchor: Anchor| (anchor, radial.map_or_else(|| mirrored(anchor, offset), |r| around(anchor, r)));
        return Stands { anchors: anchors.into_iter().map(at).collect(), variable: true, own };
    }
    let offset = match radial {
        Some(radial) if radial != 0.0 => around(own, radial),
        _ => offset,
    };
    Stands { anchors: vec![(own, offset)], variable: false, own }
}

/// `radial` ems away from the point, in the direction opposite to the anchor.
fn around(anchor: Anchor, radial: f64) -> [f64; 2] {
    let radial = radial.max(0.0);
    let [across, down] = alignment(anchor);
    let (x, y) = (1.0 - 2.0 * across, 1.0 - 2.0 * down);
    let reach = if x != 0.0 && y != 0.0 { radial / std::f64::consts::SQRT_2 } else { radial };
    [x * reach, y * (reach - BASELINE)]
}

/// The absolute value of `offset`, pointing away from the anchor.
fn mirrored(anchor: Anchor, offset: [f64; 2]) -> [f64; 2] {
    let [across, down] = alignment(anchor);
    let (x, y) = (1.0 - 2.0 * across, 1.0 - 2.0 * down);
    [x * offset[0].abs(), y * (offset[1].abs() - BASELINE)]
}
