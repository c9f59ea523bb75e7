//! Formatted text and named images.

use super::Color;

/// Text in sections that may differ in font, size and color.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Formatted {
    /// The sections in reading order.
    pub sections: Vec<Section>,
}

/// A section: text, or an inline image.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The text; empty if the section is an image.
    pub text: String,
    /// The image.
    pub image: Option<Image>,
    /// Scale relative to the label's size.
    pub scale: Option<f64>,
    /// Fonts that replace the label's.
    pub fonts: Option<Vec<String>>,
    /// Color that replaces the label's.
    pub color: Option<Color>,
    /// Vertical alignment that replaces alignment with the baseline.
    pub align: Option<SectionAlign>,
}

/// How a section is aligned with the highest section of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionAlign {
    /// Aligned at the bottom.
    Bottom,
    /// Aligned at the center.
    Center,
    /// Aligned at the top.
    Top,
}

impl SectionAlign {
    const NAMES: [(Self, &'static str); 3] = [(Self::Bottom, "bottom"), (Self::Center, "center"), (Self::Top, "top")];

    /// Parses the name of an alignment.
    pub(in crate::style) fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(align, _)| *align)
    }

    /// The name, as accepted by [`Self::parse`].
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(align, _)| *align == self).map_or("bottom", |(_, name)| name)
    }
}

impl Formatted {
    /// Text with a single unstyled section.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { sections: vec![Section { text: text.into(), ..Section::default() }] }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.sections.iter().all(|s| s.text.is_empty() && s.image.is_none())
    }

    /// The text of all sections.
    pub fn text(&self) -> String {
        self.sections.iter().map(|s| s.text.as_str()).collect()
    }
}

/// A reference to a sprite image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// The name, prefixed with the sprite's id and a colon unless the id is `default`.
    pub name: String,
    /// Whether the image existed when the name was evaluated.
    pub available: bool,
}
