//! The sprites of a style.

use std::{collections::BTreeMap, path::Path};

use bytes::Bytes;

use crate::{
    image::sprite::SpriteFiles,
    render::SpriteError,
    service::stored::StoredBody,
    settings::{StyleLocation, StyleSettings},
    style::{Style, embedded::EmbeddedStyle},
};

/// The files of a sprite, for browsers.
#[derive(Debug)]
pub(crate) struct ServedSprite {
    /// The names and positions of the images, as JSON.
    pub(crate) index: StoredBody,
    /// All images in one PNG.
    pub(crate) image: StoredBody,
}

impl ServedSprite {
    pub(super) fn of(files: &SpriteFiles) -> Self {
        Self {
            index: StoredBody::text(&files.json.1, "application/json; charset=utf-8"),
            image: StoredBody::image(&files.png.1, "image/png"),
        }
    }
}

/// The files of the style's sprites by id: single and double density.
pub(super) fn files(
    style: &Style,
    settings: &StyleSettings,
    embedded: Option<&EmbeddedStyle>,
) -> Result<BTreeMap<String, [SpriteFiles; 2]>, SpriteError> {
    let mut all = BTreeMap::new();
    for sprite in &style.sprites {
        let files = match (&settings.path, embedded) {
            (StyleLocation::File(path), _) => {
                let base = sprite.beside(path.parent().unwrap_or(Path::new(".")));
                [SpriteFiles::read(&base, 1.0)?, SpriteFiles::read(&base, 2.0)?]
            }
            (StyleLocation::Embedded(name), Some(style)) => style.sprite.map(|(json, png)| {
                let file = |bytes| ((*name).to_owned(), Bytes::from_static(bytes));
                SpriteFiles { json: file(json), png: file(png) }
            }),
            (StyleLocation::Embedded(_), None) => continue,
        };
        all.insert(sprite.id.clone(), files);
    }
    Ok(all)
}
