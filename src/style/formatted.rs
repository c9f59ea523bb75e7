//! Text in sections, and named images.

use super::Color;

/// Text in sections that may differ in font, size and color.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Formatted {
    /// The sections in reading order.
    pub sections: Vec<Section>,
}

/// One section: text, or an image within the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// The text; empty if the section is an image.
    pub text: String,
    /// The image.
    pub image: Option<Image>,
    /// Factor on the label's size.
    pub scale: Option<f64>,
    /// Fonts instead of the label's.
    pub fonts: Option<Vec<String>>,
    /// Color instead of the label's.
    pub color: Option<Color>,
    /// Where the section is aligned in its line instead of on the baseline.
    pub align: Option<SectionAlign>,
}

/// How a section is aligned with the highest of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionAlign {
    /// Lower edges are level.
    Bottom,
    /// Centers are level.
    Center,
    /// Upper edges are level.
    Top,
}

impl SectionAlign {
    const NAMES: [(Self, &'static str); 3] = [(Self::Bottom, "bottom"), (Self::Center, "center"), (Self::Top, "top")];

    /// What `name` stands for.
    pub(in crate::style) fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(align, _)| *align)
    }

    /// Its name, as [`Self::parse`] reads it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(align, _)| *align == self).map_or("bottom", |(_, name)| name)
    }
}

impl Formatted {
    /// Plain text of one section.
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

/// The name of a sprite's image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// The name, with the sprite's id before a colon unless that is `default`.
    pub name: String,
    /// Whether an image of this name existed when the name was computed.
    pub available: bool,
}
