//! Clips geometry: moves, scales and clips it to a square.
//!
//! Lines are clipped segment by segment (Liang & Barsky 1984), and split into parts where they leave the square. Rings
//! are clipped edge by edge (Sutherland & Hodgman 1974), each ring separately, so that exteriors and holes keep their
//! winding order. Where a concave ring leaves the square and returns, two edges run along the side of the square: they
//! enclose no area, and with a buffer they are outside of the tile. vtcomposite and geojson-vt, which produced most of
//! the world's tiles, do the same.

use crate::mvt::{Command, Commands, GeometryError, GeometryType, GeometryWriter};

/// How positions are transformed, and the square to which they are clipped.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClipWindow {
    /// New units per old unit.
    pub scale: f64,
    /// Subtracted after scaling.
    pub offset: [f64; 2],
    /// Bounds of the square in new units, including the buffer.
    pub min: f64,
    pub max: f64,
}

type TilePoint = [f64; 2];

/// Buffers that are reused from feature to feature.
#[derive(Debug, Default)]
pub(super) struct ClipBuffers {
    part: Vec<TilePoint>,
    spare: Vec<TilePoint>,
    whole: Vec<[i32; 2]>,
}

impl ClipWindow {
    fn place(&self, x: i32, y: i32) -> TilePoint {
        [f64::from(x) * self.scale - self.offset[0], f64::from(y) * self.scale - self.offset[1]]
    }

    fn holds(&self, [x, y]: TilePoint) -> bool {
        (self.min..=self.max).contains(&x) && (self.min..=self.max).contains(&y)
    }

    /// Writes the part of the geometry within the window. Nothing is written if there is no such part.
    pub(super) fn clip(
        &self,
        commands: Commands<'_>,
        kind: GeometryType,
        scratch: &mut ClipBuffers,
        out: &mut GeometryWriter,
    ) -> Result<(), GeometryError> {
        match kind {
            GeometryType::Unknown => Ok(()),
            GeometryType::Point => self.points(commands, scratch, out),
            GeometryType::Line => self.lines(commands, scratch, out),
            GeometryType::Polygon => self.rings(commands, scratch, out),
        }
    }

    fn points(
        &self,
        commands: Commands<'_>,
        s: &mut ClipBuffers,
        out: &mut GeometryWriter,
    ) -> Result<(), GeometryError> {
        s.whole.clear();
        for command in commands {
            if let Command::MoveTo(x, y) = command? {
                let point = self.place(x, y);
                if self.holds(point) {
                    s.whole.push(round(point));
                }
            }
        }
        out.points(&s.whole);
        Ok(())
    }

    fn lines(
        &self,
        commands: Commands<'_>,
        s: &mut ClipBuffers,
        out: &mut GeometryWriter,
    ) -> Result<(), GeometryError> {
        let mut from = [0.0; 2];
        s.part.clear();
        for command in commands {
            match command? {
                Command::MoveTo(x, y) => {
                    write_line(s, out);
                    from = self.place(x, y);
                }
                Command::LineTo(x, y) => {
                    let to = self.place(x, y);
                    if let Some((a, b)) = self.segment(from, to) {
                        if s.part.last() != Some(&a) {
                            write_line(s, out);
                            s.part.push(a);
                        }
                        s.part.push(b);
                    }
                    from = to;
                }
                Command::ClosePath => {}
            }
        }
        write_line(s, out);
        Ok(())
    }

    /// The part of a segment within the window.
    fn segment(&self, a: TilePoint, b: TilePoint) -> Option<(TilePoint, TilePoint)> {
        if self.holds(a) && self.holds(b) {
            return Some((a, b));
        }
        let (mut t0, mut t1) = (0.0f64, 1.0f64);
        for axis in 0..2 {
            let (start, delta) = (a[axis], b[axis] - a[axis]);
            if delta == 0.0 {
                if !(self.min..=self.max).contains(&start) {
                    return None;
                }
                continue;
            }
            let (mut near, mut far) = ((self.min - start) / delta, (self.max - start) / delta);
            if near > far {
                std::mem::swap(&mut near, &mut far);
            }
            (t0, t1) = (t0.max(near), t1.min(far));
        }
        if t0 > t1 {
            return None;
        }
        let at = |t: f64| [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        // Endpoints of segments stay exact: a part continues if its last point is the start of the next segment.
        Some((if t0 == 0.0 { a } else { at(t0) }, if t1 == 1.0 { b } else { at(t1) }))
    }

    fn rings(
        &self,
        commands: Commands<'_>,
        s: &mut ClipBuffers,
        out: &mut GeometryWriter,
    ) -> Result<(), GeometryError> {
        // Exterior rings have the winding order of the first ring (in version 2 a positive area). The others are holes
        // of the preceding exterior ring and are dropped together with it.
        let mut exterior_sign = None;
        let mut exterior_kept = false;
        for command in commands {
            match command? {
                Command::MoveTo(x, y) => {
                    s.part.clear();
                    s.part.push(self.place(x, y));
                }
                Command::LineTo(x, y) => s.part.push(self.place(x, y)),
                Command::ClosePath => {
                    let sign = area(&s.part).signum();
                    let exterior = sign == *exterior_sign.get_or_insert(sign);
                    if !exterior && !exterior_kept {
                        continue;
                    }
                    self.clip_ring(s);
                    let kept = s.whole.len() >= 3 && whole_area(&s.whole) != 0;
                    if kept {
                        out.ring(&s.whole);
                    }
                    if exterior {
                        exterior_kept = kept;
                    }
                }
            }
        }
        Ok(())
    }

    /// Clips the ring in `s.part` and writes the result into `s.whole`.
    fn clip_ring(&self, s: &mut ClipBuffers) {
        if !s.part.iter().all(|p| self.holds(*p)) {
            for (axis, limit, sign) in
                [(0, self.min, 1.0), (0, self.max, -1.0), (1, self.min, 1.0), (1, self.max, -1.0)]
            {
                let inside = |p: TilePoint| (p[axis] - limit) * sign >= 0.0;
                s.spare.clear();
                let mut from = s.part.last().copied();
                for &to in &s.part {
                    if let Some(a) = from
                        && inside(a) != inside(to)
                    {
                        let t = (limit - a[axis]) / (to[axis] - a[axis]);
                        let mut cut = [a[0] + t * (to[0] - a[0]), a[1] + t * (to[1] - a[1])];
                        cut[axis] = limit;
                        s.spare.push(cut);
                    }
                    if inside(to) {
                        s.spare.push(to);
                    }
                    from = Some(to);
                }
                std::mem::swap(&mut s.part, &mut s.spare);
            }
        }
        round_into(&s.part, &mut s.whole);
        while s.whole.len() > 1 && s.whole.first() == s.whole.last() {
            s.whole.pop();
        }
    }
}

fn round([x, y]: TilePoint) -> [i32; 2] {
    // Positions outside `i32` would saturate, but clipping leaves none.
    [x.round() as i32, y.round() as i32]
}

/// Rounds points and drops repeated ones.
fn round_into(from: &[TilePoint], to: &mut Vec<[i32; 2]>) {
    to.clear();
    to.extend(from.iter().map(|p| round(*p)));
    to.dedup();
}

fn write_line(s: &mut ClipBuffers, out: &mut GeometryWriter) {
    round_into(&s.part, &mut s.whole);
    out.line(&s.whole);
    s.part.clear();
}

/// Twice the signed area of the ring.
fn area(ring: &[TilePoint]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

fn whole_area(ring: &[[i32; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])).sum()
}
