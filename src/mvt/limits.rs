//! Limits of decoded tiles.

/// Maximum extent. Usually the extent is 4096; beyond this limit, sums of positions would overflow.
pub const MAX_EXTENT: u32 = 1 << 24;

/// Maximum number of features of a tile. A feature takes only a few bytes in the tile, so this bounds the memory.
pub const MAX_FEATURES: usize = 1 << 20;

/// Maximum number of keys and values of a tile, together. Each takes only a few bytes in the tile, too.
pub const MAX_KEYS_AND_VALUES: usize = 1 << 20;

/// Maximum size of the tags that are read and written when the tags of a tile are rewritten, in bytes. Features may share
/// a long text, so that its length counts again for each of them.
pub const MAX_REWRITTEN: usize = 128 << 20;

/// Maximum size of a tile as JSON, in bytes. Features may share a long text, which the JSON repeats.
pub const MAX_JSON: usize = 128 << 20;

/// Maximum number of layers of a tile.
pub const MAX_LAYERS: usize = 1024;
