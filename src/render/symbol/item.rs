//! Placed symbols → display items: whole positions and colours, nothing left to look up.

use std::sync::Arc;

use super::{
    super::SpriteImage,
    SymbolScene,
    candidate::Prepared,
    icon::{Icon, Strip, turned},
    label::Label,
    place::{PlacedIcon, PlacedText, Straight},
};
use crate::{
    style::{Color, expression::Context, layer::SymbolLayer},
    text::{GlyphInstance, Halo, Ink, Paint, PositionedGlyph},
};

/// A piece of a placed symbol, ready to be drawn.
#[derive(Debug, Clone)]
pub enum SymbolItem {
    /// Text.
    Glyphs {
        /// The glyphs.
        glyphs: Vec<GlyphInstance>,
        /// Their colours and halo.
        paint: Paint,
    },
    /// An icon, or a picture within text.
    Icon(IconItem),
}

impl SymbolItem {
    /// Takes the halo out of a text, as an item of its own.
    pub(super) fn take_halo(&mut self) -> Option<Self> {
        let Self::Glyphs { glyphs, paint } = self else { return None };
        let halo = paint.halo.take()?;
        Some(Self::Glyphs {
            glyphs: glyphs.clone(),
            paint: Paint { inks: Vec::new(), halo: Some(halo), opacity: paint.opacity },
        })
    }
}

/// An image in its place.
#[derive(Debug, Clone)]
pub struct IconItem {
    /// The image.
    pub image: Arc<SpriteImage>,
    /// The point it turns about, in quarter device pixels of the picture.
    pub at: [i32; 2],
    /// Columns and rows of the image and where they go, from that point, before it is turned.
    pub strips: [Vec<Strip>; 2],
    /// Whether pixels are blended where they do not fall on pixels of the picture.
    pub smooth: bool,
    /// Clockwise, in radians.
    pub angle: f64,
    /// 0 to 1.
    pub opacity: f64,
    /// Colour of images that are distance fields.
    pub color: tiny_skia::Color,
    /// Halo of images that are distance fields.
    pub halo: Option<Halo>,
}

impl IconItem {
    /// Left, top, right, bottom from its point in device pixels, before it is turned.
    pub fn rect(&self) -> Option<[f64; 4]> {
        let [columns, rows] = &self.strips;
        let ends = |strips: &[Strip]| Some((strips.first()?.target[0], strips.last()?.target[1]));
        let ((left, right), (top, bottom)) = (ends(columns)?, ends(rows)?);
        Some([left, top, right, bottom])
    }
}

/// Device pixels → quarter pixels. Rounds halves up on both sides of the picture's edge: a neighbour, which
/// counts from another edge, must come to the same place.
fn quarters(v: f64) -> i32 {
    (v * 4.0 + 0.5).floor() as i32
}

fn whole(v: f64) -> i32 {
    (v + 0.5).floor() as i32 * 4
}

/// An angle in radians → 256ths of a turn.
fn turn(angle: f64) -> u8 {
    ((angle / std::f64::consts::TAU * 256.0 + 0.5).floor() as i64).rem_euclid(256) as u8
}

pub(super) fn to_color(color: Color, opacity: f64) -> tiny_skia::Color {
    let part = |v: f64| (v as f32).clamp(0.0, 1.0);
    let alpha = part(color.a * opacity);
    tiny_skia::Color::from_rgba(part(color.r), part(color.g), part(color.b), alpha)
        .unwrap_or(tiny_skia::Color::TRANSPARENT)
}

fn halo(color: Color, width: f64, blur: f64, ratio: f64) -> Option<Halo> {
    (width > 0.0 && color.a > 0.0).then(|| Halo {
        color: to_color(color, 1.0),
        width: (width * ratio) as f32,
        blur: (blur.max(0.0) * ratio) as f32,
        hollow: false,
    })
}

/// Whether a box reaches into the picture.
fn is_seen(scene: &SymbolScene<'_, '_>, b: [f64; 4]) -> bool {
    let [width, height] = scene.size;
    b[2] >= 0.0 && b[3] >= 0.0 && b[0] <= width && b[1] <= height
}

/// The items of an icon.
pub(super) fn icon(
    scene: &SymbolScene<'_, '_>,
    symbol: &SymbolLayer,
    paint: &Context<'_>,
    icon: &Icon,
    placed: &PlacedIcon,
) -> Option<SymbolItem> {
    let shifted = |axis: usize| {
        let by = placed.shift[axis];
        let strips = icon.strips[axis].iter();
        strips.map(|s| Strip { target: s.target.map(|v| v + by), ..*s }).collect::<Vec<_>>()
    };
    let [left, top, right, bottom] = icon.rect;
    let [dx, dy] = placed.shift;
    let rect = [left + dx, top + dy, right + dx, bottom + dy];
    let halo_width = symbol.icon_halo_width.get(paint);
    let ratio = scene.view.pixel_ratio;
    let b = turned(rect, placed.angle);
    let reach = (halo_width + symbol.icon_halo_blur.get(paint)).max(0.0) * ratio + 2.0;
    let at = placed.at;
    if !is_seen(scene, [at[0] + b[0] - reach, at[1] + b[1] - reach, at[0] + b[2] + reach, at[1] + b[3] + reach]) {
        return None;
    }
    let opacity = symbol.icon_opacity.get(paint).clamp(0.0, 1.0);
    (opacity > 0.0).then(|| {
        SymbolItem::Icon(IconItem {
            image: icon.image.clone(),
            at: at.map(quarters),
            strips: [shifted(0), shifted(1)],
            smooth: icon.smooth || placed.angle != stood_up(placed.column),
            angle: placed.angle,
            opacity,
            color: to_color(symbol.icon_color.get(paint), 1.0),
            halo: halo(symbol.icon_halo_color.get(paint), halo_width, symbol.icon_halo_blur.get(paint), ratio),
        })
    })
}

/// The items of a text: its pictures and its glyphs.
pub(super) fn text(
    scene: &SymbolScene<'_, '_>,
    symbol: &SymbolLayer,
    paint: &Context<'_>,
    prepared: &Prepared,
    placed: &PlacedText,
    out: &mut Vec<SymbolItem>,
) {
    let Some(label) = &prepared.label else { return };
    let opacity = symbol.text_opacity.get(paint).clamp(0.0, 1.0);
    if opacity == 0.0 {
        return;
    }
    let ratio = scene.view.pixel_ratio;
    let (halo_width, halo_blur) = (symbol.text_halo_width.get(paint), symbol.text_halo_blur.get(paint));
    let reach = label.size * 2.0 + (halo_width + halo_blur).max(0.0) * ratio;
    let color = symbol.text_color.get(paint);
    let glyphs = match placed {
        PlacedText::Curved(curved) => {
            let near = |p: [f64; 2]| is_seen(scene, [p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach]);
            if !curved.glyphs.iter().any(|g| near(g.origin)) {
                return;
            }
            let form = label.form(curved.column);
            for spot in &curved.inlines {
                let Some(inline) = form.images.get(spot.glyph) else { continue };
                let Some(image) = label.images.get(inline.span).cloned().flatten() else { continue };
                let size = inline.size.map(|v| f64::from(v) * label.size);
                out.push(picture(image, spot.origin, [0.0; 2], size, spot.angle, opacity, ratio));
            }
            curved
                .glyphs
                .iter()
                .filter_map(|g| Some(instance(label, form.glyphs.get(g.glyph)?, g.origin.map(quarters), g.angle)))
                .collect::<Vec<_>>()
        }
        PlacedText::Straight(text) => {
            let (at, [left, top], [width, height]) = (text.at, text.origin, label.extent(text.column));
            let b = turned([left, top, left + width, top + height], text.rotate);
            if !is_seen(scene, [at[0] + b[0] - reach, at[1] + b[1] - reach, at[0] + b[2] + reach, at[1] + b[3] + reach])
            {
                return;
            }
            inlines(label, text, opacity, ratio, out);
            straight(label, text)
        }
    };
    if glyphs.is_empty() {
        return;
    }
    let inks = label.colors.iter().map(|own| Ink { color: to_color(own.unwrap_or(color), 1.0) }).collect();
    let mut halo = halo(symbol.text_halo_color.get(paint), halo_width, halo_blur, ratio);
    let solid = opacity == 1.0 && label.colors.iter().all(|own| own.unwrap_or(color).a >= 1.0);
    if let Some(halo) = &mut halo {
        halo.hollow = !solid;
    }
    out.push(SymbolItem::Glyphs { glyphs, paint: Paint { inks, halo, opacity: opacity as f32 } });
}

fn instance(label: &Label, laid: &PositionedGlyph, at: [i32; 2], angle: f64) -> GlyphInstance {
    GlyphInstance {
        face: laid.face,
        glyph: laid.glyph,
        x: at[0],
        y: at[1],
        size: label.size as f32 * laid.scale,
        angle: turn(angle),
        ink: laid.span,
    }
}

/// Where a point of the text's box comes to stand.
fn turned_point(at: [f64; 2], p: [f64; 2], rotate: f64) -> [f64; 2] {
    let (sin, cos) = rotate.sin_cos();
    [at[0] + p[0] * cos - p[1] * sin, at[1] + p[0] * sin + p[1] * cos]
}

fn straight(label: &Label, text: &Straight) -> Vec<GlyphInstance> {
    let (em, form) = (label.size, label.form(text.column));
    let mut glyphs = Vec::with_capacity(form.glyphs.len());
    for line in &form.lines {
        let start = text.start(label, line);
        for laid in form.glyphs.get(line.glyphs.clone()).unwrap_or(&[]) {
            let p = [start + f64::from(laid.x) * em, text.origin[1] + f64::from(laid.y) * em];
            let p = turned_point(text.at, p, text.rotate);
            let angle = text.rotate - stood_up(laid.upright);
            // Upright text stands on whole pixels: its stems and bars stay sharp.
            let y = if angle == 0.0 { whole(p[1]) } else { quarters(p[1]) };
            glyphs.push(instance(label, laid, [quarters(p[0]), y], angle));
        }
    }
    glyphs
}

/// By how much an upright glyph of a turned label is turned back.
pub(super) fn stood_up(upright: bool) -> f64 {
    if upright { std::f64::consts::FRAC_PI_2 } else { 0.0 }
}

/// The pictures within a straight text.
fn inlines(label: &Label, text: &Straight, opacity: f64, ratio: f64, out: &mut Vec<SymbolItem>) {
    let (em, form) = (label.size, label.form(text.column));
    for line in &form.lines {
        let start = text.start(label, line);
        for inline in form.images.get(line.images.clone()).unwrap_or(&[]) {
            let Some(image) = label.images.get(inline.span).cloned().flatten() else { continue };
            let corner = [start + f64::from(inline.x) * em, text.origin[1] + f64::from(inline.y) * em];
            let size = inline.size.map(|v| f64::from(v) * em);
            let angle = text.rotate - stood_up(inline.upright);
            let (at, corner) =
                if inline.upright { (turned_point(text.at, corner, text.rotate), [0.0; 2]) } else { (text.at, corner) };
            out.push(picture(image, at, corner, size, angle, opacity, ratio));
        }
    }
}

/// Where MapLibre puts pictures in text, from where their box is: CSS pixels right and down.
const PICTURE_OFFSET: [f64; 2] = [1.0, 3.0];

/// A picture within text: `corner` and `size` in device pixels, the corner from the point it turns about.
fn picture(
    image: Arc<SpriteImage>,
    at: [f64; 2],
    corner: [f64; 2],
    size: [f64; 2],
    angle: f64,
    opacity: f64,
    ratio: f64,
) -> SymbolItem {
    let pixels = [f64::from(image.pixmap.width()), f64::from(image.pixmap.height())];
    let strips = [0, 1].map(|axis| {
        let from = corner[axis] + PICTURE_OFFSET[axis] * ratio;
        vec![Strip { source: [0.0, pixels[axis]], target: [from, from + size[axis]] }]
    });
    let (at, color) = (at.map(quarters), tiny_skia::Color::BLACK);
    SymbolItem::Icon(IconItem { image, at, strips, smooth: true, angle, opacity, color, halo: None })
}
