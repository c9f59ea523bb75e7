//! Features of fonts.

/// A feature of a font that is turned on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FontFeature {
    /// The OpenType tag, such as `liga`.
    pub tag: [u8; 4],
    /// 0 for off, 1 for on; some features have alternatives.
    pub value: u32,
}

/// Maximum number of features of one text.
const MAX_FEATURES: usize = 32;

impl FontFeature {
    /// No ligatures.
    pub const NO_LIGATURES: Self = Self { tag: *b"liga", value: 0 };

    /// Parses features separated by commas, as HarfBuzz does: `kern`, `+kern`, `-kern`, `kern=0`. Invalid ones are left
    /// out.
    pub fn parse_list(text: &str) -> Vec<Self> {
        text.split(',').filter_map(|it| Self::parse(it.trim())).take(MAX_FEATURES).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let feature: harfrust::Feature = text.parse().ok()?;
        Some(Self { tag: feature.tag.to_be_bytes(), value: feature.value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_written_as_for_harfbuzz() {
        let found = FontFeature::parse_list("-liga, kern=0,aalt=2, ???");
        let expected = [(b"liga", 0), (b"kern", 0), (b"aalt", 2)];
        assert_eq!(found, expected.map(|(tag, value)| FontFeature { tag: *tag, value }));
    }
}
