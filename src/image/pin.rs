//! Pins.

/// A pin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pin {
    /// Its size.
    pub size: PinSize,
    /// The name of its symbol; empty for none.
    pub symbol: String,
    /// Its color: red, green, blue.
    pub color: [u8; 3],
}

/// The size of a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PinSize {
    /// 20 × 50
    Small,
    /// 30 × 70
    Medium,
    /// 35 × 90
    Large,
}
impl Pin {
    /// The color of pins without one.
    pub const GRAY: [u8; 3] = [0x7e; 3];
}
impl Default for Pin {
    fn default() -> Self {
        Self { size: PinSize::Medium, symbol: String::new(), color: Self::GRAY }
    }
}
