//! An SVG document under construction.

use std::{fmt::Write, sync::Arc};

use super::{
    attributes::{SvgColor, length, opacity},
    definitions::Definitions,
    path::PathData,
    pixels::{enclosed, trimmed},
};
use crate::{
    image::{Bitmap, sprite::SpriteImage},
    render::{
        display::{PaintError, PaintSource, PatternSize, PixelPainter},
        geometry::Rect,
    },
    settings::Rasterizer,
    text::GlyphCache,
};

/// Maximum size of a document in bytes. A larger one is replaced by the picture's pixels.
pub const MAX_SVG_BYTES: usize = 8 << 20;

/// An SVG document under construction.
pub(super) struct Document<'g> {
    pub width: u32,
    pub height: u32,
    pub glyphs: &'g GlyphCache,
    pub definitions: Definitions,
    rasterizer: Rasterizer,
    body: String,
    /// The painter of consecutive items that SVG cannot express as shapes.
    pixels: Option<Box<dyn PixelPainter<'g> + 'g>>,
}

impl<'g> Document<'g> {
    /// Creates an empty document. Items that SVG cannot express are drawn by `rasterizer`.
    pub(super) fn new(
        width: u32,
        height: u32,
        glyphs: &'g GlyphCache,
        rasterizer: Rasterizer,
    ) -> Result<Self, PaintError> {
        // The limits of a picture apply, because parts may have to be drawn as one.
        PaintError::check_size(width, height)?;
        let (definitions, body) = (Definitions::default(), String::new());
        Ok(Self { width, height, glyphs, definitions, rasterizer, body, pixels: None })
    }

    /// The text of the document; `None` if it exceeds [`MAX_SVG_BYTES`].
    pub(super) fn finish(mut self) -> Option<String> {
        self.embed_pixels();
        (!self.is_full()).then(|| enclosed(self.width, self.height, &self.definitions, &self.body))
    }

    fn is_full(&self) -> bool {
        self.body.len() + self.definitions.len() > MAX_SVG_BYTES
    }

    /// Appends an element.
    pub(super) fn put(&mut self, element: std::fmt::Arguments<'_>) {
        self.embed_pixels();
        // A document that is already too large is discarded in the end.
        if !self.is_full() {
            let _ = self.body.write_fmt(element);
        }
    }

    /// Draws items that SVG cannot express as pixels.
    pub(super) fn draw_pixels(&mut self, draw: impl FnOnce(&mut dyn PixelPainter<'g>)) {
        let painter = match self.pixels.take() {
            Some(painter) => Ok(painter),
            None => self.rasterizer.painter(self.width, self.height, self.glyphs),
        };
        // Pictures that are too large were rejected earlier.
        let Ok::<_, PaintError>(mut painter) = painter else { return };
        draw(&mut *painter);
        self.pixels = Some(painter);
    }

    fn embed_pixels(&mut self) {
        let picture = self.pixels.take().and_then(|painter| painter.finish().ok());
        let Some((picture, [x, y])) = picture.and_then(|picture| trimmed(&picture)) else { return };
        if let Some(id) = self.definitions.bitmap(&picture) {
            self.put(format_args!(r##"<use href="#{id}" x="{x}" y="{y}"/>"##));
        }
    }

    /// The attributes that paint `name` (`fill` or `stroke`) with `source`; `None` if the result is invisible.
    pub(super) fn source(&mut self, source: &PaintSource, offset: [f64; 2], name: &str) -> Option<String> {
        match source {
            PaintSource::Color(color) => {
                Some(SvgColor::from(*color)).filter(|c| !c.is_clear()).map(|c| c.attribute(name))
            }
            PaintSource::VectorPattern { picture, transform, origin, size, opacity: alpha } => {
                let mut painter = self.rasterizer.painter(size[0], size[1], self.glyphs).ok()?;
                let (picture, transform) = (picture.clone(), *transform);
                let whole =
                    PaintSource::VectorPattern { picture, transform, origin: [0.0; 2], size: *size, opacity: 1.0 };
                painter.flood(&whole);
                let image = self.definitions.bitmap(&painter.finish().ok()?)?;
                let at = [1.0, 0.0, 0.0, 1.0, origin[0] + offset[0], origin[1] + offset[1]];
                let id = self.definitions.pattern(&image, *size, at);
                Some(format!(r##" {name}="url(#{id})"{}"##, opacity(&format!("{name}-opacity"), *alpha)))
            }
            PaintSource::Pattern { image, origin, size, opacity: alpha } => {
                let at = [origin[0] + offset[0], origin[1] + offset[1]];
                let id = match size {
                    PatternSize::Scaled(scale) => {
                        let id = self.definitions.image(image)?;
                        let transform = [*scale, 0.0, 0.0, *scale, at[0], at[1]];
                        self.definitions.pattern(&id, [image.bitmap.width(), image.bitmap.height()], transform)
                    }
                    PatternSize::Whole(size) => {
                        let (rasterizer, glyphs) = (self.rasterizer, self.glyphs);
                        let enlarge = || enlarged(image, *size, rasterizer, glyphs);
                        let id = self.definitions.enlarged_image(image, *size, enlarge)?;
                        self.definitions.pattern(&id, *size, [1.0, 0.0, 0.0, 1.0, at[0], at[1]])
                    }
                };
                Some(format!(r##" {name}="url(#{id})"{}"##, opacity(&format!("{name}-opacity"), *alpha)))
            }
        }
    }

    /// The attribute that clips to the edges of a tile; empty if these are outside of the picture.
    pub(super) fn cut(&mut self, square: Rect, offset: [f64; 2]) -> String {
        let lo = [square.lo[0] + offset[0], square.lo[1] + offset[1]];
        let hi = [square.hi[0] + offset[0], square.hi[1] + offset[1]];
        let size = [f64::from(self.width), f64::from(self.height)];
        if lo.iter().all(|v| *v <= 0.0) && hi[0] >= size[0] && hi[1] >= size[1] {
            return String::new();
        }
        let mut path = PathData::default();
        path.ring(&[lo, [hi[0], lo[1]], hi, [lo[0], hi[1]]], [0.0; 2]);
        let data = path.finish().unwrap_or_default();
        let id = self.definitions.define("clipPath", &format!(r#"><path d="{data}"/></clipPath>"#));
        format!(r##" clip-path="url(#{id})""##)
    }

    /// The attribute that blurs edges with a Gaussian of this standard deviation, in pixels.
    pub(super) fn blurred(&mut self, deviation: f64) -> String {
        // The filter region is in the picture's own pixels, because the bounding box of a horizontal line has no
        // height.
        let reach = (deviation * 3.0).ceil();
        let (width, height) = (f64::from(self.width) + 2.0 * reach, f64::from(self.height) + 2.0 * reach);
        let region = format!(
            r#" filterUnits="userSpaceOnUse" x="{0}" y="{0}" width="{width}" height="{height}" color-interpolation-filters="sRGB""#,
            -reach
        );
        let blur = format!(r#"{region}><feGaussianBlur stdDeviation="{}"/></filter>"#, length(deviation));
        format!(r##" filter="url(#{})""##, self.definitions.define("filter", &blur))
    }
}

/// Scales one copy of a pattern to a whole size.
fn enlarged(
    image: &Arc<SpriteImage>,
    [width, height]: [u32; 2],
    rasterizer: Rasterizer,
    glyphs: &GlyphCache,
) -> Option<Bitmap> {
    let mut painter = rasterizer.painter(width, height, glyphs).ok()?;
    let (image, size) = (image.clone(), PatternSize::Whole([width, height]));
    painter.flood(&PaintSource::Pattern { image, origin: [0.0; 2], size, opacity: 1.0 });
    painter.finish().ok()
}
