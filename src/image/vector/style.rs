//! Colors and widths that replace those of a picture.

use super::shape::{VectorPaint, VectorPart, VectorShape};

/// Colors, opacities and a width that replace those of every shape of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct VectorStyle {
    /// The color of fillings.
    pub fill: Option<[u8; 4]>,
    /// The opacity of fillings.
    pub fill_opacity: Option<f64>,
    /// The color of strokes.
    pub stroke: Option<[u8; 4]>,
    /// The opacity of strokes.
    pub stroke_opacity: Option<f64>,
    /// The width of strokes in units of the shape.
    pub stroke_width: Option<f64>,
}

impl VectorStyle {
    /// Whether it replaces nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Applies it to shapes. What is expressly not painted stays so, gradients keep their colors.
    pub(super) fn apply(&self, parts: &mut [VectorPart]) {
        for part in parts {
            match part {
                VectorPart::Shape(shape) => self.apply_to(shape),
                VectorPart::Group(_, parts) => self.apply(parts),
            }
        }
    }

    fn apply_to(&self, shape: &mut VectorShape) {
        if shape.stroke != VectorPaint::None {
            shape.stroke_width = self.stroke_width.unwrap_or(shape.stroke_width);
            shape.stroke_opacity = self.stroke_opacity.unwrap_or(shape.stroke_opacity);
            let is_given = self.stroke.is_some() || self.stroke_width.is_some() || self.stroke_opacity.is_some();
            replace(&mut shape.stroke, self.stroke, is_given);
        }
        if shape.fill != VectorPaint::None {
            shape.fill_opacity = self.fill_opacity.unwrap_or(shape.fill_opacity);
            replace(&mut shape.fill, self.fill, self.fill_opacity.is_some());
        }
    }
}

/// Replaces a color; without one, what was not painted becomes black if another property of it is given.
fn replace(paint: &mut VectorPaint, color: Option<[u8; 4]>, is_given: bool) {
    let color = match (&*paint, color) {
        (VectorPaint::Unset | VectorPaint::Color(_), Some(color)) => color,
        (VectorPaint::Unset, None) if is_given => [0, 0, 0, 255],
        _ => return,
    };
    *paint = VectorPaint::Color(color);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_painted_or_left_open_gets_a_color() {
        let style = VectorStyle { stroke: Some([1, 2, 3, 255]), fill: Some([4, 5, 6, 255]), ..VectorStyle::default() };
        let mut open = [VectorPart::Shape(VectorShape::default())];
        style.apply(&mut open);
        let VectorPart::Shape(shape) = &open[0] else { panic!() };
        assert_eq!(
            (&shape.fill, &shape.stroke),
            (&VectorPaint::Color([4, 5, 6, 255]), &VectorPaint::Color([1, 2, 3, 255]))
        );
        let none = VectorShape { fill: VectorPaint::None, stroke: VectorPaint::None, ..VectorShape::default() };
        let mut parts = [VectorPart::Group(0.5, vec![VectorPart::Shape(none.clone())])];
        style.apply(&mut parts);
        assert_eq!(parts[0], VectorPart::Group(0.5, vec![VectorPart::Shape(none)]));
    }
}
