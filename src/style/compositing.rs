//! How what a group of features, a layer or a part of one draws is laid over what is below it.

/// How things that are drawn apart are laid over what is below them as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compositing {
    /// 0 to 1.
    pub opacity: f64,
    /// How their colors and those below are mixed.
    pub blend: BlendMode,
}

impl Default for Compositing {
    fn default() -> Self {
        Self::of_opacity(1.0)
    }
}

impl Compositing {
    /// Lets what is below through by `1 - opacity`.
    pub fn of_opacity(opacity: f64) -> Self {
        Self { opacity, blend: BlendMode::default() }
    }

    /// Whether drawing things apart makes no difference.
    pub fn is_plain(&self) -> bool {
        self.opacity >= 1.0 && self.blend == BlendMode::SourceOver
    }

    /// Whether a group in which nothing is drawn changes what is below it.
    pub fn empty_group_changes(&self) -> bool {
        use BlendMode::{Clear, DestinationAtop, DestinationIn, Source, SourceIn, SourceOut};
        matches!(self.blend, Clear | Source | SourceIn | SourceOut | DestinationIn | DestinationAtop)
    }
}

/// How the colors of a group (the source) and those below it (the destination) are mixed: the Porter-Duff operators and
/// the blend modes of the W3C's *Compositing and Blending Level 1*. The names are the W3C's; Mapnik's `comp-op` is
/// given where it differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlendMode {
    /// Neither source nor destination.
    Clear,
    /// The source alone (`src`).
    Source,
    /// The destination alone (`dst`).
    Destination,
    /// The source over the destination (`src-over`).
    #[default]
    SourceOver,
    /// The destination over the source (`dst-over`).
    DestinationOver,
    /// The source within the destination (`src-in`).
    SourceIn,
    /// The destination within the source (`dst-in`).
    DestinationIn,
    /// The source outside of the destination (`src-out`).
    SourceOut,
    /// The destination outside of the source (`dst-out`).
    DestinationOut,
    /// The source over the destination, clipped to the destination (`src-atop`).
    SourceAtop,
    /// The destination over the source, clipped to the source (`dst-atop`).
    DestinationAtop,
    /// The parts of source and destination outside of each other.
    Xor,
    /// The sum (`plus`).
    Plus,
    /// The product.
    Multiply,
    /// The inverted product of the inverses.
    Screen,
    /// Multiply where the destination is dark, screen where it is light.
    Overlay,
    /// The darker of each channel.
    Darken,
    /// The lighter of each channel.
    Lighten,
    /// The destination lightened by the source.
    ColorDodge,
    /// The destination darkened by the source.
    ColorBurn,
    /// Multiply where the source is dark, screen where it is light.
    HardLight,
    /// A softer version of hard light.
    SoftLight,
    /// The difference of each channel.
    Difference,
    /// Like difference, with lower contrast.
    Exclusion,
    /// The source's hue with the destination's saturation and luminosity.
    Hue,
    /// The source's saturation with the destination's hue and luminosity.
    Saturation,
    /// The source's hue and saturation with the destination's luminosity.
    Color,
    /// The source's luminosity with the destination's hue and saturation.
    Luminosity,
    /// The destination less the source.
    Minus,
    /// The contrast of the destination, changed by the source.
    Contrast,
    /// The inverse of the destination within the source.
    Invert,
    /// The product of the source and the inverse of the destination.
    InvertRgb,
    /// The sum, less a middle gray.
    GrainMerge,
    /// The difference, plus a middle gray.
    GrainExtract,
    /// The sum, less white.
    LinearBurn,
    /// The destination divided by the source.
    Divide,
}

impl BlendMode {
    /// All blend modes.
    pub const ALL: [Self; 36] = [
        Self::Clear,
        Self::Source,
        Self::Destination,
        Self::SourceOver,
        Self::DestinationOver,
        Self::SourceIn,
        Self::DestinationIn,
        Self::SourceOut,
        Self::DestinationOut,
        Self::SourceAtop,
        Self::DestinationAtop,
        Self::Xor,
        Self::Plus,
        Self::Multiply,
        Self::Screen,
        Self::Overlay,
        Self::Darken,
        Self::Lighten,
        Self::ColorDodge,
        Self::ColorBurn,
        Self::HardLight,
        Self::SoftLight,
        Self::Difference,
        Self::Exclusion,
        Self::Hue,
        Self::Saturation,
        Self::Color,
        Self::Luminosity,
        Self::Minus,
        Self::Contrast,
        Self::Invert,
        Self::InvertRgb,
        Self::GrainMerge,
        Self::GrainExtract,
        Self::LinearBurn,
        Self::Divide,
    ];
}
