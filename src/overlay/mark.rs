//! Marks: the things that an overlay shows.

use super::{
    appearance::{LineLook, TextLook},
    limits::{OverlayError, OverlayLimits},
};
use crate::{image::pin::Pin, style::Color, tile::LonLat};

/// What is shown on top of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// The marks from bottom to top. Markers are drawn above all areas and lines.
    pub marks: Vec<Mark>,
    points: usize,
    markers: usize,
}

/// One thing to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled area.
    Area(AreaMark),
    /// Lines.
    Line(LineMark),
    /// A marker or text at a point.
    Marker(MarkerMark),
}

/// A filled area with its outline.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaMark {
    /// The rings of all polygons; a place within an even number of them is outside.
    pub rings: Vec<Vec<LonLat>>,
    /// The color of the area.
    pub fill: Color,
    /// The lines along the rings, from bottom to top.
    pub outline: Vec<LineLook>,
}

/// Lines that look the same.
#[derive(Debug, Clone, PartialEq)]
pub struct LineMark {
    /// The lines. Longitudes may continue beyond ±180°.
    pub lines: Vec<Vec<LonLat>>,
    /// How they are drawn, from bottom to top: a casing, then the line.
    pub looks: Vec<LineLook>,
}

/// A marker or a text.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkerMark {
    /// The place.
    pub at: LonLat,
    /// What is shown there.
    pub content: MarkerContent,
    /// Scale of the image.
    pub scale: f64,
    /// Distance from the place to the right and down, in CSS pixels.
    pub offset: [f64; 2],
}

/// What a marker shows.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkerContent {
    /// A pin, whose tip is at the place.
    Pin(Pin),
    /// An image from the configured folder, by name; the middle of its lower edge is at the place.
    Icon(String),
    /// A text, whose middle is at the place.
    Text(String, TextLook),
}

impl Mark {
    /// Replaces the name of an image by the one that `resolve` returns; the name is the error if there is none.
    pub fn resolve_icon(&mut self, resolve: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        if let Self::Marker(MarkerMark { content: MarkerContent::Icon(name), .. }) = self {
            *name = resolve(name).ok_or_else(|| name.clone())?;
        }
        Ok(())
    }
}

impl Overlay {
    /// Appends a mark; an error if the overlay is larger than `limits` then.
    pub fn add(&mut self, mark: Mark, limits: &OverlayLimits) -> Result<(), OverlayError> {
        let lines = match &mark {
            Mark::Area(area) => area.rings.as_slice(),
            Mark::Line(line) => line.lines.as_slice(),
            Mark::Marker(_) => {
                self.markers += 1;
                &[]
            }
        };
        self.points = lines.iter().fold(self.points, |sum, line| sum.saturating_add(line.len()));
        if self.points > limits.points {
            return Err(OverlayError::Points(limits.points));
        }
        if self.markers > limits.markers {
            return Err(OverlayError::Markers(limits.markers));
        }
        self.marks.push(mark);
        Ok(())
    }

    /// Appends the marks of `other`.
    pub fn append(&mut self, other: Self, limits: &OverlayLimits) -> Result<(), OverlayError> {
        other.marks.into_iter().try_for_each(|mark| self.add(mark, limits))
    }

    /// Makes all lines thinner by `factor`, with their dashes.
    pub fn thin_lines(&mut self, factor: f64) {
        let looks = self.marks.iter_mut().flat_map(|mark| match mark {
            Mark::Area(area) => area.outline.as_mut_slice(),
            Mark::Line(line) => line.looks.as_mut_slice(),
            Mark::Marker(_) => &mut [],
        });
        for look in looks {
            look.width /= factor;
            look.dashes.iter_mut().for_each(|length| *length /= factor);
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}
