//! Limits of archives. They are karto's own: nothing that an archive says about itself raises them.

/// The maximum size of a directory in the archive, in bytes. That of the largest archives is a tenth of it.
pub(super) const MAX_PACKED_DIRECTORY: u64 = 4 << 20;

/// The maximum size of a decompressed directory, in bytes.
pub(super) const MAX_DIRECTORY: usize = 8 << 20;

/// The maximum number of entries of a directory. Each takes 24 bytes in memory.
pub(super) const MAX_ENTRIES: u64 = 1 << 19;

/// The maximum number of directories between the root directory and a tile. Archives have one.
pub(super) const MAX_LEAVES: usize = 4;

/// The maximum size of the metadata in bytes, both compressed and decompressed.
pub(super) const MAX_METADATA: u64 = 4 << 20;

/// The size of the cache for directories of an archive, in bytes as they are held.
pub(super) const DIRECTORY_CACHE: u64 = 32 << 20;

/// The maximum number of directories of an archive that are read at the same time.
pub(super) const CONCURRENT_DIRECTORIES: usize = 4;
