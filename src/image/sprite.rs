//! Sprites: icons and patterns, cut from `NAME.json` + `NAME.png` (and `@2x` of both).

use std::{collections::BTreeMap, path::Path, sync::Arc};

use bytes::Bytes;
use serde::Deserialize;
use tiny_skia::{IntRect, Pixmap};

/// One image of a sprite.
#[derive(Debug, Clone, PartialEq)]
pub struct SpriteImage {
    /// Its pixels, premultiplied.
    pub pixmap: Pixmap,
    /// Image pixels per CSS pixel.
    pub pixel_ratio: f64,
    /// Whether alpha is a signed distance field to be tinted, not a colour.
    pub sdf: bool,
    /// Columns (from, to) in image pixels that may be stretched; empty: all.
    pub stretch_x: Vec<[f64; 2]>,
    /// Rows that may be stretched.
    pub stretch_y: Vec<[f64; 2]>,
    /// Left, top, right, bottom of the part that text is fitted into, in image pixels.
    pub content: Option<[f64; 4]>,
    /// How its width and height follow a text it is fitted to.
    pub text_fit: [TextFit; 2],
}

/// How one side of an image follows a text (`textFitWidth`, `textFitHeight`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TextFit {
    /// Always.
    #[default]
    StretchOrShrink,
    /// Never below the content's proportions.
    StretchOnly,
    /// In proportion to the other side.
    Proportional,
}

impl SpriteImage {
    /// A plain image.
    pub fn new(pixmap: Pixmap, pixel_ratio: f64, sdf: bool) -> Self {
        Self {
            pixmap,
            pixel_ratio,
            sdf,
            stretch_x: Vec::new(),
            stretch_y: Vec::new(),
            content: None,
            text_fit: Default::default(),
        }
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.pixmap.width()) / self.pixel_ratio, f64::from(self.pixmap.height()) / self.pixel_ratio]
    }
}

/// All images a style can name.
#[derive(Debug, Clone, Default)]
pub struct Sprites {
    images: BTreeMap<String, Arc<SpriteImage>>,
}

/// Why a sprite cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SpriteError {
    /// A file cannot be read.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The index is no sprite index.
    #[error("{path}: {error}")]
    Index {
        /// Which.
        path: String,
        /// Why.
        error: serde_json::Error,
    },
    /// The image is no PNG.
    #[error("{path}: {error}")]
    Png {
        /// Which.
        path: String,
        /// Why.
        error: String,
    },
    /// An icon lies outside the image.
    #[error("{path}: icon \"{icon}\" lies outside the image")]
    Outside {
        /// Which.
        path: String,
        /// Which icon.
        icon: String,
    },
}

/// The two files of a sprite, each with its name for messages.
#[derive(Debug, Clone)]
pub struct SpriteFiles {
    /// The index.
    pub json: (String, Bytes),
    /// The image.
    pub png: (String, Bytes),
}

impl SpriteFiles {
    /// Reads the files that begin with `base` (`dir/sprite` for `dir/sprite@2x.png`): the denser ones for pixel
    /// ratios from 1.5 on where they exist.
    pub fn read(base: &Path, pixel_ratio: f64) -> Result<Self, SpriteError> {
        let file = |suffix: &str| {
            let mut name = base.as_os_str().to_owned();
            name.push(suffix);
            std::path::PathBuf::from(name)
        };
        let dense = pixel_ratio >= 1.5 && file("@2x.json").exists() && file("@2x.png").exists();
        let suffix = if dense { "@2x" } else { "" };
        let read = |path: &Path| Ok((path.display().to_string(), Bytes::from(read(path)?)));
        Ok(Self { json: read(&file(&format!("{suffix}.json")))?, png: read(&file(&format!("{suffix}.png")))? })
    }
}

/// The largest sprite image read, in bytes of its file.
const MAX_FILE: u64 = 32 << 20;

#[derive(Deserialize)]
struct Entry {
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

impl Sprites {
    /// The image called `name`.
    pub fn get(&self, name: &str) -> Option<&Arc<SpriteImage>> {
        self.images.get(name)
    }

    /// Whether there is an image of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.images.contains_key(name)
    }

    /// The names of all images.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.images.keys().map(String::as_str)
    }

    /// Adds an image, replacing one of the same name.
    pub fn insert(&mut self, name: impl Into<String>, image: SpriteImage) {
        self.images.insert(name.into(), Arc::new(image));
    }

    /// Adds the sprite whose files begin with `base` (`dir/sprite` for `dir/sprite@2x.png`): the denser
    /// one for pixel ratios from 1.5 on where it exists. `id` prefixes the names unless it is `default`.
    pub fn load(&mut self, id: &str, base: &Path, pixel_ratio: f64) -> Result<(), SpriteError> {
        self.add_files(id, &SpriteFiles::read(base, pixel_ratio)?)
    }

    /// Adds a sprite that was read.
    pub fn add_files(&mut self, id: &str, files: &SpriteFiles) -> Result<(), SpriteError> {
        self.add(id, (&files.json.0, &files.json.1), (&files.png.0, &files.png.1))
    }

    /// Adds a sprite from the content of its two files, each with its name for messages.
    pub fn add(&mut self, id: &str, json: (&str, &[u8]), png: (&str, &[u8])) -> Result<(), SpriteError> {
        let index: BTreeMap<String, Entry> =
            serde_json::from_slice(json.1).map_err(|error| SpriteError::Index { path: json.0.to_owned(), error })?;
        let sheet =
            Pixmap::decode_png(png.1).map_err(|e| SpriteError::Png { path: png.0.to_owned(), error: e.to_string() })?;
        for (name, entry) in index {
            let outside = || SpriteError::Outside { path: json.0.to_owned(), icon: name.clone() };
            if entry.width == 0 || entry.height == 0 {
                continue;
            }
            let rect = IntRect::from_xywh(entry.x, entry.y, entry.width, entry.height).ok_or_else(outside)?;
            let pixmap = sheet.as_ref().clone_rect(rect).ok_or_else(outside)?;
            if (pixmap.width(), pixmap.height()) != (entry.width, entry.height) {
                return Err(outside());
            }
            let image = SpriteImage {
                pixmap,
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

fn read(path: &Path) -> Result<Vec<u8>, SpriteError> {
    let error = |error| SpriteError::File { path: path.display().to_string(), error };
    let size = std::fs::metadata(path).map_err(error)?.len();
    if size > MAX_FILE {
        return Err(error(std::io::Error::other("larger than 32 MiB")));
    }
    std::fs::read(path).map_err(error)
}
