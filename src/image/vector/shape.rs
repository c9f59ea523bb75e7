//! The shapes of a picture.

use std::sync::Arc;

use crate::image::sprite::SpriteImage;

/// A shape, or shapes that are drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub enum VectorPart {
    /// A shape.
    Shape(VectorShape),
    /// Shapes that are drawn apart and laid over the rest with an opacity of 0 to 1.
    Group(f64, Vec<VectorPart>),
}

/// An outline that is filled and stroked.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorShape {
    /// The outline in units of the shape.
    pub outline: Vec<OutlineStep>,
    /// From units of the shape to units of the picture.
    pub transform: [f64; 6],
    /// What it is filled with.
    pub fill: VectorPaint,
    /// Opacity of the filling, 0 to 1.
    pub fill_opacity: f64,
    /// Whether it is filled by the even-odd rule, otherwise by the non-zero rule.
    pub even_odd: bool,
    /// What its outline is drawn with.
    pub stroke: VectorPaint,
    /// Opacity of the stroke, 0 to 1.
    pub stroke_opacity: f64,
    /// Width of the stroke in units of the shape.
    pub stroke_width: f64,
    /// The ends of the stroke.
    pub cap: VectorCap,
    /// The corners of the stroke.
    pub join: VectorJoin,
    /// The longest pointed corner, relative to the width.
    pub miter_limit: f64,
    /// Alternating lengths of dashes and gaps in units of the shape; empty for a solid line.
    pub dashes: Vec<f64>,
    /// Where in the dashes the stroke begins.
    pub dash_offset: f64,
    /// Opacity of both, 0 to 1.
    pub opacity: f64,
}

impl Default for VectorShape {
    fn default() -> Self {
        Self {
            outline: Vec::new(),
            transform: super::matrix::IDENTITY,
            fill: VectorPaint::Color([0, 0, 0, 255]),
            fill_opacity: 1.0,
            even_odd: false,
            stroke: VectorPaint::Unset,
            stroke_opacity: 1.0,
            stroke_width: 1.0,
            cap: VectorCap::Butt,
            join: VectorJoin::Miter,
            miter_limit: 4.0,
            dashes: Vec::new(),
            dash_offset: 0.0,
            opacity: 1.0,
        }
    }
}

impl VectorShape {
    /// Left, top, right and bottom of all points of the outline in units of the picture, as Mapnik measures: without
    /// the stroke, with control points. `None` if there are no points.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let points = self.outline.iter().flat_map(OutlineStep::points);
        points.map(|p| super::matrix::applied(self.transform, p)).fold(None, |all: Option<[f64; 4]>, [x, y]| {
            let [left, top, right, bottom] = all.unwrap_or([x, y, x, y]);
            Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
        })
    }
}

impl VectorShape {
    /// How far the stroke may reach beyond the outline, in units of the shape.
    pub(super) fn stroke_reach(&self) -> f64 {
        if matches!(self.stroke, VectorPaint::None | VectorPaint::Unset) {
            return 0.0;
        }
        let corners = if self.join == VectorJoin::Miter { self.miter_limit.max(1.5) } else { 1.5 };
        self.stroke_width.abs() / 2.0 * corners
    }
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutlineStep {
    /// Begins a part of the outline.
    Move([f64; 2]),
    /// A straight line.
    Line([f64; 2]),
    /// A curve with one control point.
    Quad([[f64; 2]; 2]),
    /// A curve with two control points.
    Cubic([[f64; 2]; 3]),
    /// Back to the beginning of the part.
    Close,
}

impl OutlineStep {
    /// Its control points and its end.
    pub fn points(&self) -> impl Iterator<Item = [f64; 2]> + use<> {
        let (all, count) = match *self {
            Self::Move(p) | Self::Line(p) => ([p, p, p], 1),
            Self::Quad([c, p]) => ([c, p, p], 2),
            Self::Cubic(all) => (all, 3),
            Self::Close => ([[0.0; 2]; 3], 0),
        };
        all.into_iter().take(count)
    }
}

/// What a shape is painted with. Colors are red, green, blue and straight alpha.
#[derive(Debug, Clone, PartialEq)]
pub enum VectorPaint {
    /// Nothing, even if a style has a color for it.
    None,
    /// Nothing, unless a style has a color for it.
    Unset,
    /// A color.
    Color([u8; 4]),
    /// A gradient.
    Gradient(Arc<VectorGradient>),
    /// An image, one pixel per unit of the shape, with its corner at a point.
    Image(Arc<SpriteImage>, [f64; 2]),
}

/// A gradient.
#[derive(Debug, Clone, PartialEq)]
pub struct VectorGradient {
    /// Its geometry.
    pub line: GradientLine,
    /// From units of the gradient to units of the shape.
    pub transform: [f64; 6],
    /// Offsets from 0 to 1 with colors.
    pub stops: Vec<(f64, [u8; 4])>,
}

/// The geometry of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GradientLine {
    /// From one point to another.
    Linear([[f64; 2]; 2]),
    /// From a focus to a circle.
    Radial {
        /// Where it begins.
        focus: [f64; 2],
        /// The center of the circle.
        center: [f64; 2],
        /// The circle's radius.
        radius: f64,
    },
}

/// The ends of a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VectorCap {
    /// Cut off at the end.
    Butt,
    /// A half disc.
    Round,
    /// A half square.
    Square,
}

/// The corners of a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VectorJoin {
    /// Pointed.
    Miter,
    /// Round.
    Round,
    /// Cut off.
    Bevel,
}
