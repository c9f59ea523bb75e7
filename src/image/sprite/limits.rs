//! Limits on sprites.

/// Maximum number of icons of a sprite.
pub(super) const MAX_ICONS: usize = 50_000;

/// Maximum number of pixels of all icons of a sprite together: twice that of the largest image.
pub(super) const MAX_PIXELS: u64 = 1 << 25;
