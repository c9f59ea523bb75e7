//! Finds places for the labels of a feature; after Mapnik's `placement_finder` and `symbolizer_helpers`.

use std::rc::Rc;

use super::{
    along_line, at_point,
    content::LabelText,
    feature::LabelFeature,
    finder::{Finder, ShieldBox},
    found::FoundLabel,
    layout::LabelLayout,
    parts::FeatureParts,
    path_walk::PathWalk,
    placing::Placing,
    rules::CollisionRules,
    shape::{LabelPath, shaped},
    tolerance::tolerances,
    tries::{Try, tries},
};
use crate::{
    deadline::checkpoint,
    render::geometry::Rect,
    style::symbolizer::{HorizontalAlignment, LabelPlace, TextSymbolizer},
};

/// Maximum number of labels of a feature.
const MAX_LABELS: usize = 1024;

/// The labels of a feature. Their boxes are taken. Shields are at points of lines and not along them; `image` is their
/// image, if it is known.
pub(super) fn find(
    feature: &LabelFeature<'_, '_>,
    symbolizer: &TextSymbolizer,
    (is_shield, image): (bool, Option<ShieldBox>),
    placing: &mut Placing<'_>,
) -> Vec<FoundLabel> {
    let Some(first) = symbolizer.positions.first() else { return Vec::new() };
    let (context, ratio) = (&feature.context, feature.ratio());
    let place = first.rules.place.get(context);
    let parts = FeatureParts::of(feature, first.rules.largest_only.get(context));
    let cell = first.rules.grid.each_ref().map(|it| it.get(context));
    let (mut points, mut paths) = (Vec::new(), Vec::new());
    if place == LabelPlace::Line {
        let rules = CollisionRules::of(&first.rules, context, ratio);
        paths = shaped(feature, symbolizer, &parts, rules.are_confined());
    } else {
        points = parts.points(place, cell, ratio);
        points.retain(|at| feature.cells.owner(*at).is_some());
    }
    let mut finder: Option<Finder<'_, '_>> = None;
    for attempt in tries(&symbolizer.positions, context) {
        if points.is_empty() && paths.is_empty() {
            break;
        }
        let Some((layout, rules)) = laid_out(feature, &attempt, image.is_some()) else { continue };
        let found = finder.take().map_or_else(Vec::new, |finder| finder.found);
        let finder =
            finder.insert(Finder { feature, image, at_points: is_shield, layout: Rc::new(layout), rules, found });
        points.retain(|at| !(finder.found.len() < MAX_LABELS && finder.at_point(*at, placing)));
        paths.retain(|path| !finder.along_lines(path, placing));
    }
    finder.map_or_else(Vec::new, |finder| finder.found)
}

/// The layout and the rules of an attempt; `None` if there is nothing to draw.
fn laid_out(
    feature: &LabelFeature<'_, '_>,
    attempt: &Try<'_>,
    has_image: bool,
) -> Option<(LabelLayout, CollisionRules)> {
    let (context, ratio, fonts) = (&feature.context, feature.ratio(), feature.frame.resources.fonts());
    let text = LabelText::of(attempt.setting, attempt.size, context, fonts, ratio);
    if text.text.is_empty() && !has_image {
        return None;
    }
    let layout = LabelLayout::of(text, &attempt.setting.block, attempt.direction, context, fonts, ratio);
    Some((layout, CollisionRules::of(&attempt.setting.rules, context, ratio)))
}

impl Finder<'_, '_> {
    fn at_point(&mut self, at: [f64; 2], placing: &mut Placing<'_>) -> bool {
        checkpoint(50);
        let Some(cell) = self.feature.cells.owner(at) else { return false };
        let found = at_point::find(self, at, &cell, placing.detector);
        self.keep(found)
    }

    fn keep(&mut self, found: Option<FoundLabel>) -> bool {
        let placed = found.is_some();
        self.found.extend(found);
        placed
    }

    /// Places labels along the lines of one part.
    fn along_lines(&mut self, path: &LabelPath, placing: &mut Placing<'_>) -> bool {
        let mut success = false;
        for line in &path.lines {
            success |= self.along_line(line, path, placing);
        }
        success
    }

    fn along_line(&mut self, line: &[[f64; 2]], path: &LabelPath, placing: &mut Placing<'_>) -> bool {
        let at_points = self.at_points;
        let Some(mut walk) = PathWalk::of(line) else { return false };
        let length = walk.length();
        if length <= 0.001 {
            return at_points && self.at_point(walk.at(), placing);
        }
        let width = if at_points { 0.0 } else { self.layout.width };
        if !at_points && (length < self.rules.minimum_path_length || length < width) {
            return false;
        }
        let spacing = self.spacing(length, width);
        let reached = match self.layout.horizontal {
            HorizontalAlignment::Left => true,
            HorizontalAlignment::Right => walk.advance(length),
            _ => walk.advance(spacing / 2.0),
        };
        if !reached {
            return false;
        }
        if self.layout.displacement[0] != 0.0 {
            let mut moved = walk.clone();
            if moved.advance(self.layout.displacement[0]) {
                walk = moved;
            }
        }
        let mut success = false;
        loop {
            checkpoint(10);
            let own = || self.feature.cells.owner(walk.at());
            let cell = match path.cell {
                Some(cell) if path.is_confined => Some(cell),
                Some(cell) => own().filter(|own| own.lo == cell.lo),
                None => own(),
            };
            if let Some(cell) = cell {
                success |= self.near(&walk, spacing, &cell, placing);
            }
            if self.found.len() >= MAX_LABELS || !walk.advance(spacing) {
                return success;
            }
        }
    }

    /// Places a label near a position of a line.
    fn near(&mut self, walk: &PathWalk, spacing: f64, cell: &Rect, placing: &mut Placing<'_>) -> bool {
        for by in tolerances(self.rules.tolerance, spacing) {
            checkpoint(10);
            let mut moved = walk.clone();
            if !moved.advance(by) {
                continue;
            }
            let found = if self.at_points {
                at_point::find(self, moved.at(), cell, placing.detector)
            } else {
                along_line::find(self, &moved, self.rules.upright, cell, placing.detector)
            };
            if self.keep(found) {
                return true;
            }
        }
        false
    }

    /// Distance between the labels of a line.
    fn spacing(&self, length: f64, width: f64) -> f64 {
        let repeats = self.rules.spacing > 0.0 && self.layout.horizontal != HorizontalAlignment::Adjust;
        let count = if repeats { (length / (self.rules.spacing + width)).floor() } else { 1.0 };
        length / count.clamp(1.0, MAX_LABELS as f64)
    }
}
