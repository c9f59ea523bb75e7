//! Interpolation curves between stops.

/// How an interpolated value progresses from one stop to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::style) enum Easing {
    /// At a constant rate.
    Linear,
    /// The rate is multiplied by this base with every unit of the input; 1 is linear.
    Exponential(f64),
    /// CSS's `cubic-bezier(x1, y1, x2, y2)`.
    CubicBezier(UnitBezier),
}

impl Easing {
    /// The progress from `from` to `to` at `x`: 0 to 1 between the stops.
    pub(crate) fn progress(self, x: f64, from: f64, to: f64) -> f64 {
        let (range, progress) = (to - from, x - from);
        if range == 0.0 {
            return 0.0;
        }
        match self {
            Self::Exponential(base) if base != 1.0 => (base.powf(progress) - 1.0) / (base.powf(range) - 1.0),
            Self::Linear | Self::Exponential(_) => progress / range,
            Self::CubicBezier(curve) => curve.at(progress / range),
        }
    }
}

/// A cubic Bézier curve from (0, 0) to (1, 1), as coefficients of a polynomial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::style) struct UnitBezier {
    x: [f64; 3],
    y: [f64; 3],
}

impl UnitBezier {
    /// Maximum error of `x`.
    const PRECISION: f64 = 1e-6;
    /// Number of steps of Newton's method before falling back to bisection.
    const NEWTON_STEPS: usize = 8;
    /// Maximum number of bisection steps: more steps than bits in a double's fraction do not improve the result.
    const BISECTION_STEPS: usize = 64;

    /// The curve with the control points (`x1`, `y1`) and (`x2`, `y2`).
    pub(crate) fn new(x1: f64, y1: f64, x2: f64, y2: f64) -> Self {
        let powers = |first: f64, second: f64| {
            let c = 3.0 * first;
            let b = 3.0 * (second - first) - c;
            [1.0 - c - b, b, c]
        };
        Self { x: powers(x1, x2), y: powers(y1, y2) }
    }

    /// The `y` coordinate of the curve at `x` (`UnitBezier.solve` of the style specification).
    fn at(&self, x: f64) -> f64 {
        let value = |[a, b, c]: [f64; 3], t: f64| ((a * t + b) * t + c) * t;
        let slope = |[a, b, c]: [f64; 3], t: f64| (3.0 * a * t + 2.0 * b) * t + c;
        let mut t = x;
        for _ in 0..Self::NEWTON_STEPS {
            let error = value(self.x, t) - x;
            if error.abs() < Self::PRECISION {
                return value(self.y, t);
            }
            let slope = slope(self.x, t);
            if slope.abs() < Self::PRECISION {
                break;
            }
            t -= error / slope;
        }
        let (mut low, mut high, mut t) = (0.0, 1.0, x);
        for _ in 0..Self::BISECTION_STEPS {
            let error = value(self.x, t) - x;
            if error.abs() < Self::PRECISION {
                break;
            }
            if error < 0.0 {
                low = t
            } else {
                high = t
            }
            t = low + (high - low) / 2.0;
        }
        value(self.y, t)
    }
}
