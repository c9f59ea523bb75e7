//! Labels at points.

use super::{
    detector::LabelDetector,
    finder::Finder,
    found::{FoundGlyph, FoundLabel, united},
};
use crate::render::geometry::Rect;

/// The label at a point, if it has room; its box is taken.
pub(super) fn find(
    finder: &Finder<'_, '_>,
    at: [f64; 2],
    cell: &Rect,
    detector: &mut LabelDetector,
) -> Option<FoundLabel> {
    let layout = &finder.layout;
    let center = [0, 1].map(|i| at[i] + layout.displacement[i]);
    let bounds = layout.bounds(center);
    let view = finder.feature.frame.view;
    let allowed = |bounds, detector: &LabelDetector| {
        view.allows_label(bounds) && finder.rules.allow(bounds, &layout.text, false, cell, detector)
    };
    if !allowed(bounds, detector) {
        return None;
    }
    let mut boxes = Vec::new();
    if layout.glyph_count() > 0 {
        boxes.push(bounds);
    }
    let mut image = None;
    if let Some(shield) = finder.image {
        let from = if shield.unlocked { at } else { center };
        let middle = [0, 1].map(|i| from[i] + shield.displacement[i]);
        let [left, top, right, bottom] = shield.bounds;
        let bounds = [middle[0] + left, middle[1] + top, middle[0] + right, middle[1] + bottom];
        if !allowed(bounds, detector) {
            return None;
        }
        // As in Mapnik, it is taken once without and once with the text.
        detector.take(bounds, None);
        boxes.push(bounds);
        image = Some(middle);
    }
    boxes.iter().for_each(|bounds| detector.take(*bounds, Some(&layout.text)));
    let bounds = united(&boxes)?;
    Some(FoundLabel { layout: layout.clone(), glyphs: glyphs(finder, center), image, at, bounds })
}

fn glyphs(finder: &Finder<'_, '_>, center: [f64; 2]) -> Vec<FoundGlyph> {
    let layout = &finder.layout;
    let (sin, cos) = layout.rotation.sin_cos();
    let mut glyphs = Vec::with_capacity(layout.glyph_count());
    // Coordinates from the center with `y` up.
    let mut y = layout.height / 2.0;
    for (index, line) in layout.lines.iter().enumerate() {
        y -= layout.line_height(index);
        let mut x = layout.start(line.width);
        for glyph in &line.glyphs {
            let [dx, dy] = [x + glyph.shift[0], y + glyph.shift[1]];
            let at = [center[0] + dx * cos - dy * sin, center[1] - dx * sin - dy * cos];
            let (face, rotation) = (glyph.face, layout.rotation);
            glyphs.push(FoundGlyph { face, glyph: glyph.glyph, format: glyph.format, at, rotation });
            if glyph.advance != 0.0 {
                x += glyph.advance + glyph.spacing;
            }
        }
    }
    glyphs
}
