//! The available rasterizers.

/// A rasterizer: what draws pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rasterizer {
    /// tiny-skia, on the CPU.
    #[default]
    TinySkia,
}

impl Rasterizer {
    /// All rasterizers, for tests that compare them.
    pub const ALL: [Self; 1] = [Self::TinySkia];
    /// Their names in the configuration.
    pub const NAMES: [&str; 1] = ["tiny-skia"];

    /// The rasterizer of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().zip(Self::ALL).find_map(|(known, rasterizer)| (*known == name).then_some(rasterizer))
    }
}
