//! A picture made of shapes.

use std::sync::Arc;

use super::{
    circle::ellipse,
    matrix::{bounds, then},
    shape::{OutlineStep, VectorPaint, VectorPart, VectorShape},
    style::VectorStyle,
};
use crate::image::sprite::SpriteImage;

/// A picture made of shapes.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorPicture {
    /// What is drawn, from bottom to top.
    pub parts: Vec<VectorPart>,
    /// Left, top, right and bottom of the outlines of all shapes, invisible ones included and without strokes. Mapnik
    /// centers and scales a picture by them, not by the size of the document.
    pub bounds: [f64; 4],
    /// Width and height of the document.
    pub size: [f64; 2],
}

impl VectorPicture {
    /// A picture of one shape.
    fn of(shape: VectorShape) -> Self {
        let bounds = shape.bounds().unwrap_or_default();
        let size = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
        Self { parts: vec![VectorPart::Shape(shape)], bounds, size }
    }

    /// An ellipse around the origin, blue with a thin black stroke: Mapnik's `shape://ellipse`.
    pub fn ellipse(size: [f64; 2]) -> Self {
        Self::of(VectorShape { outline: ellipse([0.0; 2], size.map(|side| side / 2.0)), ..stock() })
    }

    /// An arrow to the right, blue with a thin black stroke: Mapnik's `shape://arrow`.
    pub fn arrow() -> Self {
        // Relative to the tip of its upper barb.
        let steps = [
            [-8.910967, -6.0263712],
            [0.594993, 4.8210971],
            [-18.9822542, 0.0],
            [0.0, 2.4105482],
            [18.9822542, 0.0],
            [-0.594993, 4.8210971],
        ];
        let mut at = [31.698405, 7.5302648];
        let mut outline = vec![OutlineStep::Move(at)];
        for [x, y] in steps {
            at = [at[0] + x, at[1] + y];
            outline.push(OutlineStep::Line(at));
        }
        outline.push(OutlineStep::Close);
        Self::of(VectorShape { outline, ..stock() })
    }

    /// The rectangle of an image with its corner at the origin, one unit per pixel. The pixels in it are moved by
    /// `moved`.
    pub fn of_image(image: Arc<SpriteImage>, moved: [f64; 2]) -> Self {
        let (width, height) = (f64::from(image.bitmap.width()), f64::from(image.bitmap.height()));
        let corners = [[width, 0.0], [width, height], [0.0, height]].map(OutlineStep::Line);
        let steps = std::iter::once(OutlineStep::Move([0.0; 2])).chain(corners).chain([OutlineStep::Close]);
        Self::of(VectorShape {
            outline: steps.collect(),
            fill: VectorPaint::Image(image, moved),
            ..VectorShape::default()
        })
    }

    /// The middle of the bounds.
    pub fn center(&self) -> [f64; 2] {
        let [left, top, right, bottom] = self.bounds;
        [(left + right) / 2.0, (top + bottom) / 2.0]
    }

    /// Width and height of the bounds.
    pub fn extent(&self) -> [f64; 2] {
        [self.bounds[2] - self.bounds[0], self.bounds[3] - self.bounds[1]]
    }

    /// Left, top, right and bottom of all that is drawn with a transformation, strokes included. `None` if nothing is.
    pub fn drawn_bounds(&self, transform: [f64; 6]) -> Option<[f64; 4]> {
        drawn(&self.parts, transform)
    }

    /// The picture with other colors.
    pub fn styled(&self, style: &VectorStyle) -> Self {
        let mut picture = self.clone();
        style.apply(&mut picture.parts);
        picture
    }
}

fn drawn(parts: &[VectorPart], transform: [f64; 6]) -> Option<[f64; 4]> {
    let of = |part: &VectorPart| match part {
        VectorPart::Group(_, parts) => drawn(parts, transform),
        VectorPart::Shape(shape) => {
            let whole = then(shape.transform, transform);
            let [left, top, right, bottom] = bounds(transform, shape.bounds()?);
            let reach = shape.stroke_reach() * (whole[0].hypot(whole[1])).max(whole[2].hypot(whole[3]));
            Some([left - reach, top - reach, right + reach, bottom + reach])
        }
    };
    let join = |a: [f64; 4], b: [f64; 4]| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])];
    parts.iter().filter_map(of).reduce(join)
}

fn stock() -> VectorShape {
    VectorShape {
        fill: VectorPaint::Color([0, 0, 255, 255]),
        stroke: VectorPaint::Color([0, 0, 0, 255]),
        stroke_width: 0.5,
        ..VectorShape::default()
    }
}
