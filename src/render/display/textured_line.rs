//! Lines with a pattern or a gradient.

use std::sync::Arc;

use crate::{
    image::{sprite::SpriteImage, vector::VectorPicture},
    render::geometry::{ClipRect, Lines, Rect, TexturedSegment, textured_segments},
    style::{Color, layer::LineCap},
};

/// Lines with a pattern or a gradient along them.
#[derive(Debug, Clone)]
pub struct TexturedLineItem {
    /// Lines, relative to `offset`.
    pub lines: Lines,
    /// For each line, its distance from the start of the line that it was cut from, in pixels.
    pub phases: Vec<f64>,
    /// Position of the lines' origin in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The tile's square, relative to `offset`.
    pub square: Rect,
    /// Distance between the edges of raster tiles in pixels, counted from `offset`; `None` if the picture is not cut
    /// into tiles.
    pub grid: Option<f64>,
    /// Line width.
    pub width: f64,
    /// The shape of both ends.
    pub cap: LineCap,
    /// The pattern or gradient.
    pub texture: LineTexture,
}

/// The pattern or gradient of a line.
#[derive(Debug, Clone)]
pub enum LineTexture {
    /// An image, repeated along the line.
    Image {
        /// The image. Its left edge comes first, and its middle row is on the line.
        image: Arc<SpriteImage>,
        /// Device pixels per image pixel across the line.
        scale: f64,
        /// Additional scale factor along the line.
        stretch: f64,
        /// Opacity, 0 to 1.
        opacity: f64,
    },
    /// A picture made of shapes, drawn once and repeated along the line like an image.
    Vector {
        /// The picture.
        picture: Arc<VectorPicture>,
        /// Affine transformation from its units to pixels of a copy.
        transform: [f64; 6],
        /// Width and height of a copy.
        size: [u32; 2],
        /// Opacity, 0 to 1.
        opacity: f64,
    },
    /// For each line, colors evenly spaced from its start to its end.
    Gradient(Vec<Vec<Color>>),
}

/// One piece of a textured line.
pub(crate) struct TexturedPiece<'i> {
    /// The four corners, relative to the item's `offset`.
    pub ring: [[f64; 2]; 4],
    /// The part of the texture on this piece.
    pub texture: PieceTexture<'i>,
}

/// The part of a line's texture on one piece, in device pixels of the picture.
pub(crate) enum PieceTexture<'i> {
    /// An image, repeated along the line.
    Image {
        image: &'i Arc<SpriteImage>,
        /// Affine transformation from image pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
        transform: [f64; 6],
        /// Opacity, 0 to 1.
        opacity: f64,
    },
    /// Color stops (each with an offset from 0 to 1) between two points.
    Gradient { ends: [[f64; 2]; 2], stops: Vec<(f64, Color)> },
}

impl TexturedLineItem {
    /// The pieces that the line is drawn in, one per segment. Neighboring pieces share an edge.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = TexturedPiece<'_>> {
        self.lines.iter().enumerate().flat_map(move |(i, line)| {
            let phase = self.phases.get(i).copied().unwrap_or(0.0);
            let segments = textured_segments(line, phase, self.width, self.cap != LineCap::Butt);
            segments.into_iter().filter_map(move |segment| {
                let texture = self.texture_of(i, &segment);
                texture.map(|texture| TexturedPiece { ring: segment.ring, texture })
            })
        })
    }

    fn texture_of(&self, line: usize, segment: &TexturedSegment) -> Option<PieceTexture<'_>> {
        let ([start, end], ahead) = (segment.ends, segment.direction);
        match &self.texture {
            LineTexture::Image { image, scale, stretch, opacity } => {
                let along = scale * stretch;
                let period = f64::from(image.bitmap.width()) * along;
                let height = f64::from(image.bitmap.height()) * scale;
                let begin = -segment.way.rem_euclid(period);
                // The image's left edge is `begin` along the segment, its middle row on the line.
                let right = [-ahead[1], ahead[0]];
                let at = |i: usize| self.offset[i] + start[i] + ahead[i] * begin - right[i] * height / 2.0;
                let transform = [ahead[0] * along, ahead[1] * along, right[0] * scale, right[1] * scale, at(0), at(1)];
                Some(PieceTexture::Image { image, transform, opacity: *opacity })
            }
            // A painter turns it into an image.
            LineTexture::Vector { .. } => None,
            LineTexture::Gradient(colors) => colors.get(line).map(|colors| {
                let ends = [start, end].map(|p| [p[0] + self.offset[0], p[1] + self.offset[1]]);
                PieceTexture::Gradient { ends, stops: stops(segment.span, colors) }
            }),
        }
    }
}

/// The color stops of a part of a line, with their offsets within this part.
fn stops([from, to]: [f64; 2], colors: &[Color]) -> Vec<(f64, Color)> {
    let pick = |progress: f64| {
        let at = progress.clamp(0.0, 1.0) * (colors.len().max(1) - 1) as f64;
        colors.get(at.round() as usize).copied().unwrap_or(Color::new(0.0, 0.0, 0.0, 0.0))
    };
    let steps = (((to - from).abs() * colors.len() as f64).ceil() as u32).clamp(1, 256);
    let stop = |i: u32| {
        let t = f64::from(i) / f64::from(steps);
        (t, pick(from + (to - from) * t))
    };
    (0..=steps).map(stop).collect()
}
