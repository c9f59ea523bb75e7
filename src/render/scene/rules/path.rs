//! The geometry of a feature as a symbolizer draws it.

use super::rule_feature::RuleFeature;
use crate::{
    deadline::checkpoint,
    render::geometry::{Lines, Thinning, clip_line, clip_ring, distance, shifted, signed_area, smoothed, thinned},
    style::{expression::GeometryKind, symbolizer::PathShape},
};

/// The length of segments, in pixels, that AGG's rasterizer of outlines draws.
const SHORTEST: f64 = 1.5;

/// The geometry of a feature in pixels of its tile. The buffers are reused from feature to feature.
#[derive(Debug, Default)]
pub(super) struct FeaturePath {
    lines: Lines,
    spare: Lines,
    /// Whether the lines are rings.
    pub closed: bool,
    anchor: Option<[f64; 2]>,
}

impl FeaturePath {
    /// The lines, or rings without a closing vertex.
    pub(super) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// The first vertex of the last area, before it was shaped.
    pub(super) fn anchor(&self) -> Option<[f64; 2]> {
        self.anchor
    }

    /// Takes the geometry of `feature`, shaped as `shape` says. What is clipped is left `padding` pixels outside of the
    /// tile.
    pub(super) fn take(&mut self, feature: &RuleFeature<'_, '_>, shape: &PathShape, padding: f64) {
        let context = &feature.context;
        self.closed = feature.kind == GeometryKind::Polygon;
        feature.bound.geometry(feature.index, &mut self.spare);
        checkpoint(self.spare.points().len() * 3);
        self.lines.clear();
        let scale = feature.place.scale;
        // Mapnik turns exterior rings counterclockwise; the first one is exterior.
        let turned = self.closed && self.spare.get(0).is_some_and(|ring| signed_area(ring) > 0.0);
        let is_exterior = |ring: &&[[f64; 2]]| (signed_area(ring) > 0.0) == turned;
        let last = if self.closed { self.spare.iter().rfind(is_exterior) } else { None };
        self.anchor = last.and_then(|ring| ring.first()).map(|p| p.map(|v| v * scale));
        for line in self.spare.iter() {
            let pixel = |p: &[f64; 2]| p.map(|v| v * scale);
            match line {
                [first, rest @ ..] if turned => {
                    self.lines.push(pixel(first));
                    self.lines.line(rest.iter().rev().map(pixel));
                }
                _ => self.lines.line(line.iter().map(pixel)),
            }
        }
        let smooth = shape.smooth.get(context);
        let offset = shape.offset.get(context) * feature.ratio();
        if shape.clip.get(context) {
            self.clip(feature, padding);
        }
        if let Some(transform) = &shape.transform {
            let [a, b, c, d, e, f] = transform.matrix(context);
            let ratio = feature.ratio();
            self.each(|line, out| {
                let moved = |p: &[f64; 2]| [a * p[0] + c * p[1] + e * ratio, b * p[0] + d * p[1] + f * ratio];
                out.line(line.iter().map(moved));
            });
        }
        let closed = self.closed;
        let tolerance = shape.simplify.get(context);
        if tolerance > 0.0 {
            let how = thinning(&shape.simplify_algorithm.get(context));
            self.each(|line, out| thinned(line, closed, how, tolerance, out));
        }
        if smooth > 0.0 {
            self.each(|line, out| smoothed(line, closed, smooth, out));
        }
        if offset != 0.0 {
            self.each(|line, out| shifted(line, closed, offset, out));
        }
    }

    /// Drops vertices that are too close to the one before for AGG's rasterizer of outlines.
    pub(super) fn drop_short_segments(&mut self) {
        self.each(|line, out| {
            let mut kept: Vec<[f64; 2]> = Vec::with_capacity(line.len());
            for p in line {
                if kept.last().is_none_or(|last| distance(*last, *p) > SHORTEST) {
                    kept.push(*p);
                }
            }
            // The end is kept.
            if let Some(end) = line.last().filter(|end| kept.last() != Some(*end)) {
                if kept.len() > 1 {
                    kept.pop();
                }
                kept.push(*end);
            }
            out.line(kept);
        });
    }

    /// Replaces each line by what `change` writes.
    fn each(&mut self, mut change: impl FnMut(&[[f64; 2]], &mut Lines)) {
        checkpoint(self.lines.points().len());
        self.spare.clear();
        self.lines.iter().for_each(|line| change(line, &mut self.spare));
        std::mem::swap(&mut self.lines, &mut self.spare);
    }

    fn clip(&mut self, feature: &RuleFeature<'_, '_>, padding: f64) {
        let area = feature.place.square.grown(padding);
        let closed = self.closed;
        let (mut ring, mut spare) = (Vec::new(), Vec::new());
        self.each(|line, out| {
            if closed {
                ring.clear();
                ring.extend_from_slice(line);
                clip_ring(&mut ring, &area, &mut spare);
                out.line(ring.iter().copied());
            } else {
                clip_line(line, &area).into_iter().for_each(|part| out.line(part));
            }
        });
    }
}

fn thinning(word: &str) -> Thinning {
    match word {
        "zhao-saalfeld" => Thinning::Sleeve,
        "visvalingam-whyatt" => Thinning::Triangles,
        "douglas-peucker" => Thinning::Chords,
        _ => Thinning::RadialDistance,
    }
}
