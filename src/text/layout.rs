//! Text → lines of positioned glyphs.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::{
    FaceId, FontSet, FontStack,
    breaks::{self, Measured},
    itemise::{Item, graphemes, itemise},
    shape::{ShapedGlyph, shape},
    stack::Region,
    upright::{Upright, vertical_form},
};

/// A piece of a label with one look.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// The text; of an inline picture, anything (it is not drawn).
    pub text: &'a str,
    /// Its fonts.
    pub stack: &'a FontStack,
    /// Factor on the label's size.
    pub scale: f32,
    /// A picture in place of text: width and height in ems of the label.
    pub inline: Option<[f32; 2]>,
    /// Where the span stands in a line that is higher than it.
    pub align: Inline,
}

/// Vertical alignment within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inline {
    /// On the common baseline.
    #[default]
    Baseline,
    /// At the line's top.
    Top,
    /// In its middle.
    Center,
}

/// What applies to the whole label. Lengths are ems.
#[derive(Debug, Clone, Copy)]
pub struct LayoutOptions<'a> {
    /// Width at which lines are wrapped; `None` never wraps.
    pub max_width: Option<f32>,
    /// Distance of baselines.
    pub line_height: f32,
    /// Added after every cluster.
    pub letter_spacing: f32,
    /// Language of the text: chooses between regional shapes.
    pub lang: Option<&'a str>,
    /// Which characters stand upright once the whole label is turned clockwise by a quarter.
    pub upright: Upright,
}

impl Default for LayoutOptions<'_> {
    fn default() -> Self {
        Self { max_width: None, line_height: 1.2, letter_spacing: 0.0, lang: None, upright: Upright::None }
    }
}

/// A glyph in its line. Lengths are ems of the label, `y` grows down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaidGlyph {
    /// The face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// Its origin, from the line's left end.
    pub x: f32,
    /// Its origin (on the baseline), from the label's top.
    pub y: f32,
    /// Where the pen stands before it, from the line's left end.
    pub pen: f32,
    /// How far it moves the pen; 0 for marks.
    pub advance: f32,
    /// Factor on the label's size.
    pub scale: f32,
    /// Index of its [`Span`].
    pub span: usize,
    /// Byte of the label's text where its cluster begins; glyphs of one cluster belong together.
    pub cluster: usize,
    /// Whether it is turned counter-clockwise by a quarter about its origin, to stand upright when the label
    /// is turned clockwise.
    pub upright: bool,
}

/// An inline picture in its line. Lengths as in [`LaidGlyph`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaidInline {
    /// Left edge, from the line's left end.
    pub x: f32,
    /// Top edge, from the label's top.
    pub y: f32,
    /// Width and height.
    pub size: [f32; 2],
    /// Index of its [`Span`].
    pub span: usize,
    /// As in [`LaidGlyph`]; it turns about the corner that `x` and `y` name.
    pub upright: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its glyphs in [`Layout::glyphs`], from left to right.
    pub glyphs: Range<usize>,
    /// Its pictures in [`Layout::inlines`].
    pub inlines: Range<usize>,
    /// Its width in ems.
    pub width: f32,
}

/// A label's text, laid out but not yet justified or anchored: every line starts at 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layout {
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// All glyphs.
    pub glyphs: Vec<LaidGlyph>,
    /// All inline pictures.
    pub inlines: Vec<LaidInline>,
    /// Width of the widest line, in ems.
    pub width: f32,
    /// Height of all lines, in ems.
    pub height: f32,
    /// Characters that no font could draw.
    pub missing: usize,
}

/// Where the baseline of an unscaled line lies below the line's top when its height is 1.2 em. MapLibre
/// centres a line of glyphs 24 units high by putting their ascender line (26 units in the fonts its
/// offset was made for) 17 units above the middle.
pub const ASCENDER: f32 = 26.0 / 24.0;
const TOP_OF_LINE: f32 = -17.0 / 24.0;

/// How far an upright glyph's baseline is left of its ascender's length from its box's left end, and how far
/// below its box an upright picture begins (`getGlyphQuads`, 7 and 5 of 24 units).
const UPRIGHT_LEFT: f32 = 7.0 / 24.0;
const UPRIGHT_PICTURE: f32 = 5.0 / 24.0;

/// Text beyond this many bytes is not drawn: no label is that long, and wrapping is quadratic.
const MAX_BYTES: usize = 2048;

/// Lays out `spans` as one label.
pub fn layout(fonts: &FontSet, spans: &[Span<'_>], options: &LayoutOptions<'_>) -> Layout {
    let (text, spans) = join(fonts, spans, options);
    let bidi = BidiInfo::new(&text, None);
    let items = itemise(fonts, &text, &spans, &bidi, Region::of_lang(options.lang), options.upright);
    let spacing = if may_be_spaced(&items) { options.letter_spacing } else { 0.0 };
    let mut out = Layout { missing: missing(&text, &items, &spans), ..Layout::default() };
    let mut pieces = Pieces {
        fonts,
        text: &text,
        spans: &spans,
        spacing,
        lang: options.lang,
        upright: options.upright,
        scratch: Vec::new(),
    };

    let clusters = pieces.measure(&items);
    let ends = breaks::lines(&text, &clusters, options.max_width);
    let mut start = 0;
    let mut top = 0.0;
    let mut highest = 0.0f32;
    for end in ends {
        let line = trimmed(&text, start..end);
        start = end;
        let height = pieces.set_line(&items, line, top, options.line_height, &mut out);
        highest = highest.max(height);
        top += height;
    }
    if highest != options.line_height {
        // Where lines differ in height, MapLibre puts the first one's ascender line at the label's top.
        let up = options.line_height / 2.0 + TOP_OF_LINE;
        out.glyphs.iter_mut().for_each(|g| g.y -= up);
        out.inlines.iter_mut().for_each(|i| i.y -= up);
    }
    out.height = top;
    out.width = out.lines.iter().fold(0.0, |w, l| w.max(l.width));
    out
}

/// The spans' texts as one, and where each span ends in it. An inline picture is U+FFFC.
fn join<'a>(fonts: &FontSet, spans: &[Span<'a>], options: &LayoutOptions<'_>) -> (String, Vec<(usize, Span<'a>)>) {
    let mut text = String::new();
    let mut ends = Vec::with_capacity(spans.len());
    for span in spans {
        if span.inline.is_some() {
            text.push(breaks::PICTURE);
        } else {
            let room = MAX_BYTES.saturating_sub(text.len());
            let end = graphemes(span.text).map(|g| g.end).take_while(|end| *end <= room).last().unwrap_or(0);
            text.push_str(&span.text[..end]);
        }
        ends.push((text.len(), *span));
    }
    let text = text.replace('\r', " ");
    if options.upright == Upright::None { (text, ends) } else { verticalised(fonts, &text, ends, options.lang) }
}

/// Punctuation in its vertical forms, where a font has them.
fn verticalised<'a>(
    fonts: &FontSet,
    text: &str,
    mut spans: Vec<(usize, Span<'a>)>,
    lang: Option<&str>,
) -> (String, Vec<(usize, Span<'a>)>) {
    let region = Region::of_lang(lang);
    let mut out = String::with_capacity(text.len());
    let mut span = 0;
    let mut ends = Vec::with_capacity(spans.len());
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        while spans.get(span).is_some_and(|(end, _)| *end <= at) {
            ends.push(out.len());
            span += 1;
        }
        let after = chars.peek().map(|(_, c)| *c);
        let has = |form: &char| {
            let stack = spans.get(span).filter(|(_, s)| s.inline.is_none()).map(|(_, s)| s.stack);
            stack.is_some_and(|s| s.face_for(fonts, form.encode_utf8(&mut [0; 4]), None, region).is_some())
        };
        out.push(vertical_form(before, c, after).filter(has).unwrap_or(c));
        before = Some(c);
    }
    ends.resize(spans.len(), out.len());
    for ((end, _), moved) in spans.iter_mut().zip(ends) {
        *end = moved;
    }
    (out, spans)
}

/// Joined scripts fall apart when spaced.
fn may_be_spaced(items: &[Item]) -> bool {
    use unicode_script::Script::{Adlam, Arabic, Mongolian, Nko, Syriac};
    !items.iter().any(|i| matches!(i.script, Arabic | Syriac | Mongolian | Nko | Adlam))
}

fn missing(text: &str, items: &[Item], spans: &[(usize, Span<'_>)]) -> usize {
    let of_text = |i: &&Item| i.face.is_none() && spans.get(i.span).is_some_and(|(_, s)| s.inline.is_none());
    let visible = |i: &Item| text[i.range.clone()].chars().filter(|c| !super::stack::is_ignorable(*c)).count();
    items.iter().filter(of_text).map(visible).sum()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let from = range.start + (line.len() - line.trim_start().len());
    from..(range.start + line.trim_end().len()).max(from)
}

/// Everything that setting lines needs besides the line.
struct Pieces<'a> {
    fonts: &'a FontSet,
    text: &'a str,
    spans: &'a [(usize, Span<'a>)],
    spacing: f32,
    lang: Option<&'a str>,
    upright: Upright,
    scratch: Vec<ShapedGlyph>,
}

impl Pieces<'_> {
    fn span(&self, item: &Item) -> Option<&Span<'_>> {
        self.spans.get(item.span).map(|(_, span)| span)
    }

    /// The clusters of the whole text on one line, in logical order.
    fn measure(&mut self, items: &[Item]) -> Vec<Measured> {
        let mut clusters: Vec<Measured> = Vec::new();
        for item in items {
            let (scale, inline) = self.span(item).map_or((1.0, None), |s| (s.scale, s.inline));
            if let Some([width, _]) = inline {
                clusters.push(Measured { start: item.range.start, advance: width + self.spacing });
                continue;
            }
            let first = clusters.len();
            self.scratch.clear();
            shape(self.fonts, self.text, item, item.range.clone(), self.lang, &mut self.scratch);
            for glyph in &self.scratch {
                // A line feed has no glyph in MapLibre's fonts, so no width either.
                let feeds = self.text[glyph.cluster..].starts_with('\n');
                let (advance, spacing) = if feeds { (0.0, 0.0) } else { (glyph.advance * scale, self.spacing) };
                match clusters.last_mut() {
                    Some(last) if last.start == glyph.cluster => last.advance += advance,
                    _ => clusters.push(Measured { start: glyph.cluster, advance: advance + spacing }),
                }
            }
            if item.level.is_rtl() {
                clusters[first..].reverse();
            }
        }
        clusters
    }

    /// Appends the line `range` of the text at `top`; returns its height.
    fn set_line(&mut self, items: &[Item], range: Range<usize>, top: f32, line_height: f32, out: &mut Layout) -> f32 {
        let on_line: Vec<(&Item, Range<usize>)> = items
            .iter()
            .map(|i| (i, i.range.start.max(range.start)..i.range.end.min(range.end)))
            .filter(|(_, r)| r.start < r.end)
            .collect();
        let levels: Vec<Level> = on_line.iter().map(|(i, _)| i.level).collect();
        let spans = || on_line.iter().filter_map(|(i, _)| self.span(i).map(|s| (s, i.upright)));
        // Pictures count as text of the label's size.
        let max_scale = spans().map(|(s, _)| if s.inline.is_some() { 1.0 } else { s.scale }).fold(0.0, f32::max);
        let max_scale = if max_scale > 0.0 { max_scale } else { 1.0 };
        // Height of what stands on the line, or its width where the line is a column.
        let across = |(s, upright): (&Span<'_>, bool)| s.inline.map(|size| size[usize::from(!upright)]);
        let picture = spans().filter_map(across).fold(0.0f32, f32::max);
        let content = max_scale.max(picture);
        // A picture higher than the text makes the line higher by the difference.
        let extra = (picture - max_scale).max(0.0);
        let line_top = top + line_height / 2.0 + TOP_OF_LINE;
        // Columns of labels at points keep what is smaller than the line in its middle.
        let column = self.upright == Upright::Most && on_line.iter().any(|(i, _)| i.upright);
        let centered = if column { extra.max(max_scale - 1.0) / 2.0 } else { 0.0 };

        let (first_glyph, first_inline) = (out.glyphs.len(), out.inlines.len());
        let mut x = 0.0;
        for index in BidiInfo::reorder_visual(&levels) {
            let Some((item, part)) = on_line.get(index) else { continue };
            let Some((scale, inline, align)) = self.span(item).map(|s| (s.scale, s.inline, s.align)) else { continue };
            let aligned = |size: f32| match align {
                _ if item.upright => content - size,
                Inline::Baseline => content - size,
                Inline::Center => (content - size) / 2.0,
                Inline::Top => 0.0,
            };
            if let Some(size) = inline {
                let mut y = line_top + aligned(size[1]);
                let advance = size[usize::from(item.upright)];
                let mut left = x;
                if column {
                    y -= centered + (1.0 - size[0]) / 2.0;
                }
                if item.upright {
                    (left, y) = (x - UPRIGHT_LEFT, y + size[1] + UPRIGHT_PICTURE);
                }
                out.inlines.push(LaidInline { x: left, y, size, span: item.span, upright: item.upright });
                x += advance + self.spacing;
                continue;
            }
            let Some(face) = item.face else { continue };
            self.scratch.clear();
            shape(self.fonts, self.text, item, part.clone(), self.lang, &mut self.scratch);
            let mut y = line_top + aligned(scale);
            if column {
                y -= centered - (scale - 1.0);
            }
            if item.upright {
                let advance = self.scratch.iter().map(|g| g.advance).sum::<f32>() * scale;
                let origin = (x + ASCENDER * scale - UPRIGHT_LEFT, y + advance / 2.0 - TOP_OF_LINE);
                let mut pen = 0.0;
                let count = self.scratch.len();
                for (i, glyph) in self.scratch.iter().enumerate() {
                    // To the right is upwards here, and downwards is to the right.
                    out.glyphs.push(LaidGlyph {
                        face,
                        glyph: glyph.id,
                        x: origin.0 + glyph.dy * scale,
                        y: origin.1 - (pen + glyph.dx * scale),
                        pen: x,
                        advance: if i + 1 == count { scale + self.spacing } else { 0.0 },
                        scale,
                        span: item.span,
                        cluster: glyph.cluster,
                        upright: true,
                    });
                    pen += glyph.advance * scale;
                }
                x += scale + self.spacing;
                continue;
            }
            let baseline = y + ASCENDER * scale;
            for (i, glyph) in self.scratch.iter().enumerate() {
                let ends_cluster = self.scratch.get(i + 1).is_none_or(|next| next.cluster != glyph.cluster);
                let advance = glyph.advance * scale + if ends_cluster { self.spacing } else { 0.0 };
                out.glyphs.push(LaidGlyph {
                    face,
                    glyph: glyph.id,
                    x: x + glyph.dx * scale,
                    y: baseline + glyph.dy * scale,
                    pen: x,
                    advance,
                    scale,
                    span: item.span,
                    cluster: glyph.cluster,
                    upright: false,
                });
                x += advance;
            }
        }
        out.lines.push(Line {
            glyphs: first_glyph..out.glyphs.len(),
            inlines: first_inline..out.inlines.len(),
            width: (x - self.spacing).max(0.0),
        });
        line_height * max_scale + extra
    }
}
