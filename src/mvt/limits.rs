//! Limits on tiles that are decoded.

/// The largest extent. The usual one is 4096; beyond this limit sums of positions no longer fit.
pub const MAX_EXTENT: u32 = 1 << 24;

/// The most features of one tile, so that the memory which a few bytes each can take is bounded.
pub const MAX_FEATURES: usize = 1 << 20;

/// The most layers of one tile.
pub const MAX_LAYERS: usize = 1024;
