//! What elements inherit: transformation, colors and the properties of strokes.

use super::{
    gradient::{self, Elements},
    values::{color, number, reference, transform},
};
use crate::image::vector::{
    matrix::{IDENTITY, then},
    shape::{OutlineStep, VectorCap, VectorJoin, VectorPaint, VectorShape},
};

/// What elements inherit.
#[derive(Debug, Clone)]
pub(super) struct Look {
    shape: VectorShape,
    /// Whether it takes part at all.
    pub displayed: bool,
    /// Whether it is painted; what is not still counts for the size of the picture.
    pub visible: bool,
}

impl Look {
    /// That of the document.
    pub(super) fn new() -> Self {
        Self { shape: VectorShape { transform: IDENTITY, ..VectorShape::default() }, displayed: true, visible: true }
    }

    /// Moves what follows, within the transformations so far.
    pub(super) fn transform(&mut self, by: [f64; 6]) {
        self.shape.transform = then(by, self.shape.transform);
    }

    /// The opacity of the element, which elements within it do not inherit.
    pub(super) fn take_opacity(&mut self) -> f64 {
        std::mem::replace(&mut self.shape.opacity, 1.0)
    }

    /// Applies a presentation attribute. Unknown ones are left out.
    pub(super) fn apply(&mut self, name: &str, value: &str, elements: &Elements<'_, '_>) {
        let value = value.trim();
        let shape = &mut self.shape;
        let set = |target: &mut f64| *target = number(value).unwrap_or(*target);
        match name {
            "transform" => self.transform(transform(value).unwrap_or(IDENTITY)),
            "fill" => shape.fill = paint(value, elements),
            "stroke" => shape.stroke = paint(value, elements),
            "fill-opacity" => set(&mut shape.fill_opacity),
            "stroke-opacity" => set(&mut shape.stroke_opacity),
            "opacity" => set(&mut shape.opacity),
            "stroke-width" => set(&mut shape.stroke_width),
            "stroke-miterlimit" => set(&mut shape.miter_limit),
            "stroke-dashoffset" => set(&mut shape.dash_offset),
            "fill-rule" => shape.even_odd = value == "evenodd",
            "stroke-dasharray" => shape.dashes = dashes(value),
            "stroke-linecap" => {
                shape.cap = match value {
                    "round" => VectorCap::Round,
                    "square" => VectorCap::Square,
                    _ => VectorCap::Butt,
                }
            }
            "stroke-linejoin" => {
                shape.join = match value {
                    "round" => VectorJoin::Round,
                    "bevel" => VectorJoin::Bevel,
                    _ => VectorJoin::Miter,
                }
            }
            "display" => self.displayed &= value != "none",
            "visibility" => self.visible = value != "hidden",
            _ => {}
        }
    }

    /// A shape that looks so. `viewport` is applied last.
    pub(super) fn shape(&self, outline: Vec<OutlineStep>, viewport: [f64; 6]) -> VectorShape {
        VectorShape { outline, transform: then(self.shape.transform, viewport), ..self.shape.clone() }
    }
}

/// The longest list of dashes.
const MAX_DASHES: usize = 64;

fn dashes(value: &str) -> Vec<f64> {
    let parts = value.split([',', ' ']).filter(|part| !part.is_empty());
    let all: Option<Vec<f64>> = parts.take(MAX_DASHES).map(number).collect();
    let all = all.unwrap_or_default();
    if all.iter().any(|v| *v < 0.0) || all.iter().sum::<f64>() <= 0.0 { Vec::new() } else { all }
}

fn paint(value: &str, elements: &Elements<'_, '_>) -> VectorPaint {
    if value == "none" {
        return VectorPaint::None;
    }
    match reference(value) {
        Some(id) => gradient::read(id, elements).map_or(VectorPaint::None, |read| read.paint()),
        None => VectorPaint::Color(color(value)),
    }
}
