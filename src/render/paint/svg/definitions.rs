//! Definitions that shapes refer to: images, patterns, gradients, clip paths. Each is written only once.

use std::{collections::HashMap, fmt::Write, sync::Arc};

use base64::Engine;

use super::attributes::{SvgColor, fine};
use crate::{
    image::{self, Bitmap, ImageEncoding, sprite::SpriteImage},
    style::Color,
};

/// The content of `<defs>`.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    text: String,
    /// Definitions by their text.
    ids: HashMap<String, usize>,
    /// Images by their address, and by their size if they were scaled.
    images: HashMap<(usize, Option<[u32; 2]>), DefinedImage>,
}

/// The image, which is kept alive so that its address is not reused, and the id of its definition.
type DefinedImage = (Arc<SpriteImage>, String);

impl Definitions {
    /// The id of `<element rest`, which is written unless it already exists. `rest` includes the end of the element.
    pub(super) fn define(&mut self, element: &str, rest: &str) -> String {
        let known = self.ids.len();
        let id = *self.ids.entry(format!("{element}{rest}")).or_insert(known);
        if id == known {
            let _ = write!(self.text, r#"<{element} id="d{id}"{rest}"#);
        }
        format!("d{id}")
    }

    /// The id of an `<image>` of `bitmap` with its corner at the origin.
    pub(super) fn bitmap(&mut self, bitmap: &Bitmap) -> Option<String> {
        // Bitmap sizes are within PNG's limits.
        let png = image::encode(bitmap, ImageEncoding::Png).ok()?;
        let data = base64::engine::general_purpose::STANDARD.encode(png);
        let (width, height) = (bitmap.width(), bitmap.height());
        let rest = format!(r#" width="{width}" height="{height}" href="data:image/png;base64,{data}"/>"#);
        Some(self.define("image", &rest))
    }

    /// The id of a sprite image.
    pub(super) fn image(&mut self, image: &Arc<SpriteImage>) -> Option<String> {
        let key = (Arc::as_ptr(image) as usize, None);
        if let Some((_, id)) = self.images.get(&key) {
            return Some(id.clone());
        }
        let id = self.bitmap(&image.bitmap)?;
        self.images.insert(key, (image.clone(), id.clone()));
        Some(id)
    }

    /// The id of a sprite image that `enlarge` scales to `size`.
    pub(super) fn enlarged_image(
        &mut self,
        image: &Arc<SpriteImage>,
        size: [u32; 2],
        enlarge: impl FnOnce() -> Option<Bitmap>,
    ) -> Option<String> {
        let key = (Arc::as_ptr(image) as usize, Some(size));
        if let Some((_, id)) = self.images.get(&key) {
            return Some(id.clone());
        }
        let id = self.bitmap(&enlarge()?)?;
        self.images.insert(key, (image.clone(), id.clone()));
        Some(id)
    }

    /// The id of a repeated pattern of the image `id`, which has this size. `transform` maps the image's pixels to the
    /// picture's.
    pub(super) fn pattern(&mut self, id: &str, [width, height]: [u32; 2], transform: [f64; 6]) -> String {
        let mut transform = transform;
        if let [scale, 0.0, 0.0, _, x, y] = &mut transform {
            // Starts at the copy just before the picture: viewers that round the size of a copy would drift over a long
            // distance.
            *x = x.rem_euclid(f64::from(width) * *scale) - f64::from(width) * *scale;
            *y = y.rem_euclid(f64::from(height) * *scale) - f64::from(height) * *scale;
        }
        let rest = format!(
            r##" width="{width}" height="{height}" patternUnits="userSpaceOnUse"{}><use href="#{id}"/></pattern>"##,
            transformed("patternTransform", transform)
        );
        self.define("pattern", &rest)
    }

    /// The id of a gradient; `geometry` are its attributes.
    pub(super) fn gradient(&mut self, element: &str, geometry: &str, stops: &[(f64, Color)]) -> String {
        let mut rest = format!("{geometry}>");
        let colors: Vec<(f64, SvgColor)> = stops.iter().map(|(at, c)| (*at, SvgColor::from(*c))).collect();
        for (i, (at, color)) in colors.iter().enumerate() {
            // A stop between two stops of the same color is redundant.
            let same = |other: Option<&(f64, SvgColor)>| other.is_some_and(|(_, other)| other == color);
            if i > 0 && same(colors.get(i - 1)) && same(colors.get(i + 1)) {
                continue;
            }
            let _ = write!(rest, r#"<stop offset="{}"{}/>"#, fine(*at), color.attribute("stop"));
        }
        let _ = write!(rest, "</{element}>");
        self.define(element, &rest)
    }

    /// Number of bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The `<defs>` element, or an empty string.
    pub(super) fn element(&self) -> String {
        if self.text.is_empty() { String::new() } else { format!("<defs>{}</defs>", self.text) }
    }
}

/// A transform as attribute `name`; empty for the identity.
pub(super) fn transformed(name: &str, transform: [f64; 6]) -> String {
    match transform {
        [1.0, 0.0, 0.0, 1.0, x, y] if x == 0.0 && y == 0.0 => String::new(),
        [1.0, 0.0, 0.0, 1.0, x, y] => format!(r#" {name}="translate({} {})""#, fine(x), fine(y)),
        all => format!(r#" {name}="matrix({})""#, all.map(fine).join(" ")),
    }
}
