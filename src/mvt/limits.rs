//! Limits of decoded tiles.

/// Maximum extent. Usually the extent is 4096; beyond this limit, sums of positions would overflow.
pub const MAX_EXTENT: u32 = 1 << 24;

/// Maximum number of features of a tile. A feature takes only a few bytes in the tile, so this bounds the memory.
pub const MAX_FEATURES: usize = 1 << 20;

/// Maximum number of layers of a tile.
pub const MAX_LAYERS: usize = 1024;
