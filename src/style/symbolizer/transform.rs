//! Affine transformations that may depend on the feature.

use crate::{
    image::vector::matrix::{IDENTITY, rotation, scale, shift, then},
    style::{Property, expression::Context},
};

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
        self.0.iter().fold(IDENTITY, |whole, step| then(step.matrix(context), whole))
    }
}

impl TransformStep {
    fn matrix(&self, context: &Context<'_>) -> [f64; 6] {
        match self {
            Self::Matrix(all) => all.each_ref().map(|it| it.get(context)),
            Self::Translate(by) => shift(by[0].get(context), by[1].get(context)),
            Self::Scale(by) => scale(by[0].get(context), by[1].get(context)),
            Self::Rotate(about) => {
                let (angle, at) = &**about;
                let turn = rotation(angle.get(context).to_radians());
                let [x, y] = at.each_ref().map(|it| it.get(context));
                then(then(shift(-x, -y), turn), shift(x, y))
            }
            Self::SkewX(angle) => [1.0, 0.0, angle.get(context).to_radians().tan(), 1.0, 0.0, 0.0],
            Self::SkewY(angle) => [1.0, angle.get(context).to_radians().tan(), 0.0, 1.0, 0.0, 0.0],
        }
    }
}
