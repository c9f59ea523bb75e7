//! Outlines of strokes as polygons.

use tiny_skia::{Path, PathBuilder, PathSegment, PathStroker, Stroke};

use crate::{
    render::{Lines, scene::shape::snap},
    style::layer::{LineCap, LineJoin},
};

/// How far a polygon may stray from the curve it stands for, in pixels.
const FLATNESS: f64 = 0.05;

/// How a line is stroked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    pub width: f64,
    pub cap: LineCap,
    pub join: LineJoin,
    pub miter_limit: f64,
    pub closed: bool,
}

/// Strokes lines into polygons; keeps its buffers.
pub(super) struct Stroker {
    stroker: PathStroker,
}

impl Stroker {
    pub fn new() -> Self {
        Self { stroker: PathStroker::new() }
    }

    /// Writes the polygons that `lines` cover (filled by non-zero winding) into `rings`.
    pub fn outline(&mut self, lines: &Lines, pen: &Pen, rings: &mut Lines) {
        let mut builder = PathBuilder::new();
        for line in lines.iter() {
            let closed = pen.closed && line.len() > 3 && line.first() == line.last();
            let line = if closed { line.get(..line.len() - 1).unwrap_or(line) } else { line };
            for (i, p) in line.iter().enumerate() {
                let (x, y) = (p[0] as f32, p[1] as f32);
                if i == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
            }
            if closed {
                builder.close();
            }
        }
        let stroke = Stroke {
            width: pen.width as f32,
            miter_limit: pen.miter_limit.max(1.0) as f32,
            line_cap: match pen.cap {
                LineCap::Butt => tiny_skia::LineCap::Butt,
                LineCap::Round => tiny_skia::LineCap::Round,
                LineCap::Square => tiny_skia::LineCap::Square,
            },
            line_join: match pen.join {
                LineJoin::Bevel => tiny_skia::LineJoin::Bevel,
                LineJoin::Round => tiny_skia::LineJoin::Round,
                LineJoin::Miter => tiny_skia::LineJoin::Miter,
            },
            dash: None,
        };
        // No path, no outline: nothing to see, or numbers beyond what can be drawn.
        if let Some(outline) = builder.finish().and_then(|path| self.stroker.stroke(&path, &stroke, 1.0)) {
            flatten(&outline, rings);
        }
    }
}

/// Writes `path` into `rings`, curves as chords, on the rasteriser's grid.
pub(super) fn flatten(path: &Path, rings: &mut Lines) {
    let mut last = [0.0; 2];
    let point = |p: tiny_skia::Point| [f64::from(p.x), f64::from(p.y)];
    let put = |rings: &mut Lines, p: [f64; 2]| rings.push(p.map(snap));
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                rings.end();
                last = point(p);
                put(rings, last);
            }
            PathSegment::LineTo(p) => {
                last = point(p);
                put(rings, last);
            }
            PathSegment::QuadTo(c, p) => {
                let (c, p) = (point(c), point(p));
                let bend = (last[0] - 2.0 * c[0] + p[0]).hypot(last[1] - 2.0 * c[1] + p[1]) / 4.0;
                let steps = (bend / FLATNESS).sqrt().ceil().clamp(1.0, 64.0);
                let mut i = 1.0;
                while i <= steps {
                    let t = i / steps;
                    let at = |k: usize| (1.0 - t) * (1.0 - t) * last[k] + 2.0 * t * (1.0 - t) * c[k] + t * t * p[k];
                    put(rings, [at(0), at(1)]);
                    i += 1.0;
                }
                last = p;
            }
            PathSegment::CubicTo(c, d, p) => {
                let (c, d, p) = (point(c), point(d), point(p));
                let bend = (last[0] - c[0] - d[0] + p[0]).hypot(last[1] - c[1] - d[1] + p[1]);
                let steps = (bend / FLATNESS).sqrt().ceil().clamp(4.0, 64.0);
                let mut i = 1.0;
                while i <= steps {
                    let (t, s) = (i / steps, 1.0 - i / steps);
                    let at = |k: usize| {
                        s * s * s * last[k] + 3.0 * s * s * t * c[k] + 3.0 * s * t * t * d[k] + t * t * t * p[k]
                    };
                    put(rings, [at(0), at(1)]);
                    i += 1.0;
                }
                last = p;
            }
            PathSegment::Close => rings.end(),
        }
    }
    rings.end();
}
