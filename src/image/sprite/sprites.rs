//! The sprite images that are available to a style.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serde::Deserialize;

use super::{
    error::SpriteError,
    files::SpriteFiles,
    image::{SpriteImage, TextFit},
    limits::{MAX_ICONS, MAX_PIXELS},
};
use crate::image::decode_png;

/// The sprite images that are available to a style.
#[derive(Debug, Clone, Default)]
pub struct Sprites {
    images: BTreeMap<String, Arc<SpriteImage>>,
}

impl Sprites {
    /// The image with the given name.
    pub fn get(&self, name: &str) -> Option<&Arc<SpriteImage>> {
        self.images.get(name)
    }

    /// Whether an image with the given name exists.
    pub fn contains(&self, name: &str) -> bool {
        self.images.contains_key(name)
    }

    /// The names of all images.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.images.keys().map(String::as_str)
    }

    /// Adds an image. An existing image with the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, image: SpriteImage) {
        self.images.insert(name.into(), Arc::new(image));
    }

    /// Adds the sprite whose files start with `base` (`dir/sprite` for `dir/sprite@2x.png`). For pixel ratios of 1.5
    /// and above the `@2x` files are preferred if they exist. `id` prefixes the image names unless it is `default`.
    pub fn load(&mut self, id: &str, base: &Path, pixel_ratio: f64) -> Result<(), SpriteError> {
        self.add_files(id, &SpriteFiles::read(base, pixel_ratio)?)
    }

    /// Adds a sprite from its files.
    pub fn add_files(&mut self, id: &str, files: &SpriteFiles) -> Result<(), SpriteError> {
        self.add(id, (&files.json.0, &files.json.1), (&files.png.0, &files.png.1))
    }

    /// Adds a sprite from the content of its two files, each with its name for error messages.
    pub fn add(&mut self, id: &str, json: (&str, &[u8]), png: (&str, &[u8])) -> Result<(), SpriteError> {
        let index: BTreeMap<String, SpriteEntry> =
            serde_json::from_slice(json.1).map_err(|error| SpriteError::Index { path: json.0.to_owned(), error })?;
        let sheet = decode_png(png.1).map_err(|error| SpriteError::Png { path: png.0.to_owned(), error })?;
        let pixels = |entry: &SpriteEntry| u64::from(entry.width).saturating_mul(u64::from(entry.height));
        let all = index.values().map(pixels).fold(0, u64::saturating_add);
        if index.len() > MAX_ICONS || all > MAX_PIXELS {
            return Err(SpriteError::TooMany { path: json.0.to_owned() });
        }
        for (name, entry) in index {
            let outside = || SpriteError::Outside { path: json.0.to_owned(), icon: name.clone() };
            if entry.width == 0 || entry.height == 0 {
                continue;
            }
            let corner = u32::try_from(entry.x).ok().zip(u32::try_from(entry.y).ok());
            let bitmap = corner.and_then(|(x, y)| sheet.crop(x, y, entry.width, entry.height)).ok_or_else(outside)?;
            let image = SpriteImage {
                bitmap,
                pixel_ratio: if entry.pixel_ratio > 0.0 { entry.pixel_ratio } else { 1.0 },
                sdf: entry.sdf,
                stretch_x: entry.stretch_x,
                stretch_y: entry.stretch_y,
                content: entry.content,
                text_fit: [entry.text_fit_width, entry.text_fit_height],
            };
            let name = if id == "default" { name } else { format!("{id}:{name}") };
            self.insert(name, image);
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct SpriteEntry {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    #[serde(default = "one", rename = "pixelRatio")]
    pixel_ratio: f64,
    #[serde(default)]
    sdf: bool,
    #[serde(default, rename = "stretchX")]
    stretch_x: Vec<[f64; 2]>,
    #[serde(default, rename = "stretchY")]
    stretch_y: Vec<[f64; 2]>,
    content: Option<[f64; 4]>,
    #[serde(default, rename = "textFitWidth")]
    text_fit_width: TextFit,
    #[serde(default, rename = "textFitHeight")]
    text_fit_height: TextFit,
}

fn one() -> f64 {
    1.0
}
