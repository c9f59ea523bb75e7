//! Font faces.

use std::{path::PathBuf, sync::OnceLock};

use harfrust::{
    Font,
    font::{Blob, attribute::Style, name::NameId},
};

use super::{
    coverage::Coverage,
    face_metrics::{FaceMetrics, whole_sizes},
    glyph_ranges::GlyphRanges,
    name::{self, FontStyle},
};
use crate::bounded_file;

/// The id of a face of a [`FontSet`](super::FontSet). Ids follow the loading order, so the same fonts have the same
/// ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub(super) u16);

/// The location of a face's bytes.
#[derive(Debug, Clone)]
pub(super) enum FontData {
    /// Embedded in the binary.
    Embedded(&'static [u8]),
    /// In a file that is read when the face is first needed.
    File(PathBuf),
}

/// The maximum size of a font file in bytes. The largest fonts have tens of MB.
const MAX_FONT: u64 = 256 << 20;

impl FontData {
    fn open(&self) -> std::io::Result<Blob> {
        Ok(match self {
            Self::Embedded(bytes) => Blob::from(*bytes),
            Self::File(path) => Blob::from(bounded_file::read(path, MAX_FONT)?),
        })
    }
}

/// A face: its description and its glyphs, which are loaded on first use.
#[derive(Debug)]
pub(super) struct Face {
    /// The family name, such as "Noto Sans".
    pub family: String,
    /// The full name, such as "Noto Sans Bold".
    pub full_name: String,
    pub style: FontStyle,
    /// Whether all glyphs have the same width.
    pub monospaced: bool,
    glyphs: GlyphSource,
}

/// The source of a face's glyphs.
#[derive(Debug)]
enum GlyphSource {
    /// A font file with its character coverage.
    Font { data: FontData, index: u32, coverage: Coverage, whole_sizes: bool, font: OnceLock<Option<LoadedFont>> },
    /// Ready-made distance fields.
    Ranges(GlyphRanges),
}

/// A loaded font. `Debug` does not print its content.
pub(super) struct LoadedFont(Font);

impl std::fmt::Debug for LoadedFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Font")
    }
}

/// Maximum number of faces of a collection.
const MAX_FACES: u32 = 128;

impl Face {
    /// Reads all faces of `data`; empty if the bytes are not a font.
    pub(super) fn read_all(data: &FontData) -> std::io::Result<Vec<Self>> {
        let blob = data.open()?;
        Ok((0..MAX_FACES)
            .map_while(|index| {
                Font::new(blob.clone(), index)
                    .map(|font| Self::describe(&font, data.clone(), index, whole_sizes(&blob, index)))
            })
            .collect())
    }

    fn describe(font: &Font, data: FontData, index: u32, whole_sizes: bool) -> Self {
        let text = |ids: [NameId; 2]| {
            ids.into_iter()
                .find_map(|id| font.names().get(id)?.english_or_first().map(|n| n.name().chars().collect::<String>()))
                .unwrap_or_default()
        };
        let family = text([NameId::TYPOGRAPHIC_FAMILY_NAME, NameId::FAMILY_NAME]);
        let style = text([NameId::TYPOGRAPHIC_SUBFAMILY_NAME, NameId::SUBFAMILY_NAME]);
        let attributes = font.default_attributes();
        let named = name::split(&style).1;
        Self {
            full_name: format!("{family} {style}").trim().to_owned(),
            style: FontStyle {
                weight: attributes.weight.value(),
                italic: named.italic || attributes.style != Style::Normal,
            },
            monospaced: font.style_metrics().is_fixed_pitch.unwrap_or(false),
            family,
            glyphs: GlyphSource::Font {
                data,
                index,
                coverage: Coverage::of(font.charmap().unicodes().map(|(c, _)| c)),
                whole_sizes,
                font: OnceLock::new(),
            },
        }
    }

    /// A face of ready-made distance fields.
    pub(super) fn of_ranges(name: String, ranges: GlyphRanges) -> Self {
        let (family, style) = name::split(&name);
        Self { family, full_name: name, style, monospaced: false, glyphs: GlyphSource::Ranges(ranges) }
    }

    /// Whether the face has a glyph for a character.
    pub(super) fn has(&self, c: char) -> bool {
        match &self.glyphs {
            GlyphSource::Font { coverage, .. } => coverage.has(c),
            GlyphSource::Ranges(ranges) => ranges.glyph(u32::from(c)).is_some(),
        }
    }

    /// The font, loaded on first use. `None` for distance fields, or if the file has disappeared or changed.
    pub(super) fn font(&self) -> Option<&Font> {
        let GlyphSource::Font { data, index, font, .. } = &self.glyphs else { return None };
        let load = || data.open().ok().and_then(|blob| Font::new(blob, *index)).map(LoadedFont);
        font.get_or_init(load).as_ref().map(|loaded| &loaded.0)
    }

    /// The vertical measures; `None` for distance fields, or if the font cannot be loaded.
    pub(super) fn metrics(&self) -> Option<FaceMetrics> {
        self.font().map(|font| FaceMetrics::of(font, self.has_whole_sizes()))
    }

    /// Whether the face asks for whole sizes in pixels.
    pub(super) fn has_whole_sizes(&self) -> bool {
        matches!(self.glyphs, GlyphSource::Font { whole_sizes: true, .. })
    }

    /// The glyph of a single character, and its advance in ems.
    pub(super) fn glyph_of(&self, c: char) -> Option<(u32, f32)> {
        let font = self.font()?;
        let glyph = font.charmap().map_unicode(c)?;
        let em = f32::from(font.units_per_em()).max(1.0);
        Some((glyph.to_u32(), font.glyph_metrics().h_advance(glyph) / em))
    }

    /// The distance fields, if the face consists of them.
    pub(super) fn ranges(&self) -> Option<&GlyphRanges> {
        match &self.glyphs {
            GlyphSource::Ranges(ranges) => Some(ranges),
            GlyphSource::Font { .. } => None,
        }
    }
}
