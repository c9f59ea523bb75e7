//! How coverage becomes opacity at the edges of areas and lines.

use crate::style::{Property, expression::Context, property::keywords};

keywords! {
    /// A function from the coverage of a pixel to its opacity; `g` is the number that goes with it.
    GammaMethod {
        /// The coverage to the power of `g`.
        Power = "power",
        /// 0 to 1 while the coverage goes from 0 to `g`.
        Linear = "linear",
        /// The coverage.
        None = "none",
        /// 1 from a coverage of `g` on.
        Threshold = "threshold",
        /// `g` times the coverage.
        Multiply = "multiply",
    }
}

/// A function from the coverage of a pixel to its opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gamma {
    /// The kind of function.
    pub method: GammaMethod,
    /// Its number.
    pub value: f64,
}

impl Default for Gamma {
    fn default() -> Self {
        Self { method: GammaMethod::None, value: 1.0 }
    }
}

/// The attributes of a [`Gamma`].
#[derive(Debug, Clone)]
pub struct GammaStyle {
    /// The kind of function.
    pub method: Property<GammaMethod>,
    /// Its number.
    pub value: Property<f64>,
}

impl Default for GammaStyle {
    fn default() -> Self {
        Self { method: Property::unset(GammaMethod::Power), value: Property::unset(1.0) }
    }
}

impl GammaStyle {
    /// The function for the feature of `context`.
    pub fn get(&self, context: &Context<'_>) -> Gamma {
        let gamma = Gamma { method: self.method.get(context), value: self.value.get(context) };
        if gamma.method != GammaMethod::Threshold && gamma.value == 1.0 { Gamma::default() } else { gamma }
    }
}
