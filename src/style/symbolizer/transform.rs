//! Affine transformations that may depend on the feature.

use crate::style::{Property, expression::Context};

/// A list of transformation steps as in SVG; the last one is applied first.
#[derive(Debug, Clone, Default)]
pub struct Transform(pub Vec<TransformStep>);

/// One step of a transformation. Lengths are CSS pixels, angles degrees.
#[derive(Debug, Clone)]
pub enum TransformStep {
    /// The coefficients a to f of SVG's `matrix`.
    Matrix(Box<[Property<f64>; 6]>),
    /// A shift.
    Translate(Box<[Property<f64>; 2]>),
    /// A scale of both axes.
    Scale(Box<[Property<f64>; 2]>),
    /// A rotation about a point.
    Rotate(Box<(Property<f64>, [Property<f64>; 2])>),
    /// A skew along x.
    SkewX(Box<Property<f64>>),
    /// A skew along y.
    SkewY(Box<Property<f64>>),
}

impl Transform {
    /// The matrix for the feature of `context`: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
    pub fn matrix(&self, context: &Context<'_>) -> [f64; 6] {
        self.0.iter().fold([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], |whole, step| product(whole, step.matrix(context)))
    }
}

impl TransformStep {
    fn matrix(&self, context: &Context<'_>) -> [f64; 6] {
        let moved = |x: f64, y: f64| [1.0, 0.0, 0.0, 1.0, x, y];
        match self {
            Self::Matrix(all) => all.each_ref().map(|it| it.get(context)),
            Self::Translate(by) => moved(by[0].get(context), by[1].get(context)),
            Self::Scale(by) => [by[0].get(context), 0.0, 0.0, by[1].get(context), 0.0, 0.0],
            Self::Rotate(rotation) => {
                let (angle, at) = &**rotation;
                let (sin, cos) = angle.get(context).to_radians().sin_cos();
                let [x, y] = at.each_ref().map(|it| it.get(context));
                product(product(moved(x, y), [cos, sin, -sin, cos, 0.0, 0.0]), moved(-x, -y))
            }
            Self::SkewX(angle) => [1.0, 0.0, angle.get(context).to_radians().tan(), 1.0, 0.0, 0.0],
            Self::SkewY(angle) => [1.0, angle.get(context).to_radians().tan(), 0.0, 1.0, 0.0, 0.0],
        }
    }
}

/// The transformation that applies `b` and then `a`.
fn product(a: [f64; 6], b: [f64; 6]) -> [f64; 6] {
    [
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    ]
}
