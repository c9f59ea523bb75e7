//! The display items of labels.

use super::{
    feature::LabelFeature,
    found::{FoundGlyph, FoundLabel},
    placed::PlacedLabel,
    placing::Placing,
};
use crate::{
    render::display::{DisplayItem, GlyphInstance, GlyphRun, Halo},
    style::{
        Compositing,
        symbolizer::{HaloRasterizer, TextSymbolizer},
    },
};

/// Draws the letters of a label with their halos, and notes its text.
pub(super) fn text(
    feature: &LabelFeature<'_, '_>,
    symbolizer: &TextSymbolizer,
    label: &FoundLabel,
    placing: &mut Placing<'_>,
) {
    if !is_seen(feature, label) {
        return;
    }
    let (text, at, bounds) = (label.layout.text.clone(), label.at, label.bounds);
    placing.labels.push(PlacedLabel { text, at, bounds });
    let copies = symbolizer.halo.rasterizer.get(&feature.context) == HaloRasterizer::Fast;
    let is_apart = symbolizer.halo.blend != symbolizer.blend;
    for run in runs(feature, label, copies, is_apart) {
        let is_halo = run.colors.is_empty() && is_apart;
        let blend = if is_halo { symbolizer.halo.blend } else { symbolizer.blend };
        placing.list.in_group(Compositing { blend, ..Compositing::default() }, |list| {
            list.items.push(DisplayItem::Glyphs(run));
        });
    }
}

/// Whether a label reaches into the picture.
pub(super) fn is_seen(feature: &LabelFeature<'_, '_>, label: &FoundLabel) -> bool {
    let formats = label.layout.formats.iter();
    let reach = formats.fold(0.0, |reach: f64, it| reach.max(it.size * 2.0 + it.halo_radius));
    let [width, height] = feature.frame.size();
    let [left, top, right, bottom] = label.bounds;
    right + reach >= 0.0 && bottom + reach >= 0.0 && left - reach <= width && top - reach <= height
}

/// The letters. Labels with several formats, and those whose halos are mixed in another way (`is_apart`), have their halos
/// beneath all of their letters.
fn runs(feature: &LabelFeature<'_, '_>, label: &FoundLabel, copies: bool, is_apart: bool) -> Vec<GlyphRun> {
    let fonts = feature.frame.resources.fonts();
    let formats = &label.layout.formats;
    let instance = |it: &FoundGlyph| {
        let format = formats.get(it.format)?;
        Some(GlyphInstance {
            face: it.face,
            glyph: it.glyph,
            x: quarters(it.at[0]),
            y: quarters(it.at[1]),
            size: fonts.drawn_size(it.face, format.size) as f32,
            angle: turn(-it.rotation),
            color: it.format,
        })
    };
    let glyphs: Vec<GlyphInstance> = label.glyphs.iter().filter_map(instance).collect();
    let colors = formats.iter().map(|format| format.fill).collect();
    let halo = |index: usize| {
        let format = formats.get(index).filter(|it| it.halo_radius > 0.0 && it.halo_fill.a > 0.0)?;
        Some(Halo { color: format.halo_fill, width: format.halo_radius, blur: 0.0, hollow: false, copies })
    };
    if formats.len() == 1 && !is_apart {
        return vec![GlyphRun { glyphs, colors, halo: halo(0), opacity: 1.0, separate: true }];
    }
    let of = |index: usize| glyphs.iter().filter(|glyph| glyph.color == index).copied().collect();
    let halos = (0..formats.len()).filter_map(|index| Some((of(index), halo(index)?)));
    let mut runs: Vec<GlyphRun> = halos
        .map(|(glyphs, halo)| GlyphRun { glyphs, colors: Vec::new(), halo: Some(halo), opacity: 1.0, separate: true })
        .collect();
    runs.push(GlyphRun { glyphs, colors, halo: None, opacity: 1.0, separate: true });
    runs
}

/// Device pixels → quarter pixels.
fn quarters(v: f64) -> i32 {
    (v * 4.0 + 0.5).floor() as i32
}

/// A clockwise angle in radians → 256ths of a turn.
fn turn(angle: f64) -> u8 {
    ((angle / std::f64::consts::TAU * 256.0 + 0.5).floor() as i64).rem_euclid(256) as u8
}
