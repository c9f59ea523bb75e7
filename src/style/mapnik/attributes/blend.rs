//! `comp-op`.

use super::{literal::one_of, reader::AttributeReader};
use crate::style::{BlendMode, mapnik::blend_words};

impl AttributeReader<'_> {
    /// `comp-op`.
    pub(in crate::style::mapnik) fn blend(&mut self) -> BlendMode {
        self.blend_of("comp-op")
    }

    /// A way of mixing colors.
    pub(in crate::style::mapnik) fn blend_of(&mut self, name: &'static str) -> BlendMode {
        let Some(attribute) = self.raw(name).cloned() else { return BlendMode::SourceOver };
        let word = attribute.value.trim();
        blend_words::find(word).unwrap_or_else(|| {
            self.invalid(&attribute, &format!("`{word}`: {}", one_of(word, &blend_words::all())));
            BlendMode::SourceOver
        })
    }
}
