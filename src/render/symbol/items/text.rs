//! Text.

use super::{
    super::{
        label::Label,
        placed::{CurvedText, PlacedText, StraightText, column_turn},
    },
    halo::halo,
    inline::InlineStyle,
    position::{quarters, turned_point, whole},
    visible::is_seen,
};
use crate::{
    render::{
        display::{DisplayItem, GlyphInstance, GlyphRun},
        geometry::rotated_box,
        input::Frame,
    },
    style::{Color, expression::Context, layer::SymbolLayer},
    text::PositionedGlyph,
};

/// Appends the items of a text: its images and its glyphs.
pub(super) fn items(
    frame: &Frame<'_, '_>,
    layer: &SymbolLayer,
    paint: &Context<'_>,
    label: &Label,
    placed: &PlacedText,
    out: &mut Vec<DisplayItem>,
) {
    let opacity = layer.text_opacity.get(paint).clamp(0.0, 1.0);
    if opacity == 0.0 {
        return;
    }
    let ratio = frame.view.pixel_ratio;
    let (halo_width, halo_blur) = (layer.text_halo_width.get(paint), layer.text_halo_blur.get(paint));
    let reach = label.size * 2.0 + (halo_width + halo_blur).max(0.0) * ratio;
    let inlines = InlineStyle { opacity, ratio };
    let (images, glyphs) = match placed {
        PlacedText::Curved(text) => {
            if !text.glyphs.iter().any(|g| is_seen(frame, g.origin, [0.0; 4], reach)) {
                return;
            }
            (inlines.curved(label, text), curved(label, text))
        }
        PlacedText::Straight(text) => {
            let ([left, top], [width, height]) = (text.origin, label.extent(text.column));
            let rect = rotated_box([left, top, left + width, top + height], text.rotate);
            if !is_seen(frame, text.at, rect, reach) {
                return;
            }
            (inlines.straight(label, text), straight(label, text))
        }
    };
    out.extend(images.into_iter().map(DisplayItem::Icon));
    if glyphs.is_empty() {
        return;
    }
    let color = layer.text_color.get(paint);
    let colors: Vec<Color> = label.colors.iter().map(|own| own.unwrap_or(color)).collect();
    let mut halo = halo(layer.text_halo_color.get(paint), halo_width, halo_blur, ratio);
    if let Some(halo) = &mut halo {
        halo.hollow = opacity < 1.0 || colors.iter().any(|c| c.a < 1.0);
    }
    out.push(DisplayItem::Glyphs(GlyphRun { glyphs, colors, halo, opacity, separate: false }));
}

fn curved(label: &Label, text: &CurvedText) -> Vec<GlyphInstance> {
    let form = label.form(text.column);
    let placed = text.glyphs.iter().filter_map(|g| Some((g, form.glyphs.get(g.index)?)));
    placed.map(|(g, laid)| instance(label, laid, g.origin.map(quarters), g.angle)).collect()
}

fn straight(label: &Label, text: &StraightText) -> Vec<GlyphInstance> {
    let (em, form) = (label.size, label.form(text.column));
    let mut glyphs = Vec::with_capacity(form.glyphs.len());
    for line in &form.lines {
        let start = text.start(label, line);
        for laid in form.glyphs.get(line.glyphs.clone()).unwrap_or(&[]) {
            let p = [start + f64::from(laid.x) * em, text.origin[1] + f64::from(laid.y) * em];
            let p = turned_point(text.at, p, text.rotate);
            let angle = text.rotate - column_turn(laid.upright);
            // Upright text is aligned to whole pixels to keep stems and bars sharp.
            let y = if angle == 0.0 { whole(p[1]) } else { quarters(p[1]) };
            glyphs.push(instance(label, laid, [quarters(p[0]), y], angle));
        }
    }
    glyphs
}

fn instance(label: &Label, laid: &PositionedGlyph, at: [i32; 2], angle: f64) -> GlyphInstance {
    GlyphInstance {
        face: laid.face,
        glyph: laid.glyph,
        x: at[0],
        y: at[1],
        size: label.size as f32 * laid.scale,
        angle: turn(angle),
        color: laid.span,
    }
}

/// An angle in radians → 256ths of a turn.
fn turn(angle: f64) -> u8 {
    ((angle / std::f64::consts::TAU * 256.0 + 0.5).floor() as i64).rem_euclid(256) as u8
}
