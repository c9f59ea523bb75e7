//! The header of an archive (PMTiles 3, section 3).

use super::error::ArchiveError;
use crate::{
    mvt::Packing,
    source::{Encoding, checked::Expected},
};

/// The size of the header in bytes.
pub(super) const HEADER_BYTES: usize = 127;

/// The compression of directories and metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InternalCompression {
    /// Not compressed.
    None,
    /// As it is unpacked.
    Packed(Packing),
}

/// A part of the archive, in bytes. The end does not overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) offset: u64,
    pub(super) length: u64,
}

impl Section {
    /// The place in the archive of `length` bytes at `offset` in this section; `None` if they are not inside of it.
    pub(super) fn place(self, offset: u64, length: u64) -> Option<Self> {
        let end = offset.checked_add(length)?;
        (end <= self.length).then_some(Self { offset: self.offset.checked_add(offset)?, length })
    }
}

/// The header.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) root: Section,
    pub(super) metadata: Section,
    pub(super) leaves: Section,
    pub(super) tiles: Section,
    pub(super) internal_compression: InternalCompression,
    /// The compression of tiles; `None` if it has to be detected.
    pub(super) tile_encoding: Option<Encoding>,
    /// What the tiles are.
    pub(super) expected: Expected,
    pub(super) min_zoom: u8,
    pub(super) max_zoom: u8,
    /// West, south, east, north in degrees.
    pub(super) bounds: [f64; 4],
    /// Longitude, latitude, zoom.
    pub(super) center: [f64; 3],
}

impl Header {
    /// Reads the header from the first bytes of an archive.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, ArchiveError> {
        match bytes {
            [b'P', b'M', b'T', b'i', b'l', b'e', b's', 3, ..] => {}
            [b'P', b'M', b'T', b'i', b'l', b'e', b's', version, ..] | [b'P', b'M', version, ..] => {
                return Err(ArchiveError::Version(*version));
            }
            _ => return Err(ArchiveError::NotAnArchive),
        }
        let header: &[u8; HEADER_BYTES] = bytes.first_chunk().ok_or(ArchiveError::Header("it is cut off"))?;
        let byte = |at: usize| header.get(at).copied().unwrap_or_default();
        let degrees = |at: usize| f64::from(i32::from_le_bytes(array(header, at))) / 1e7;
        Ok(Self {
            root: section(header, 8)?,
            metadata: section(header, 24)?,
            leaves: section(header, 40)?,
            tiles: section(header, 56)?,
            internal_compression: match byte(97) {
                1 => InternalCompression::None,
                3 => InternalCompression::Packed(Packing::Brotli),
                0 | 2 | 4 => InternalCompression::Packed(Packing::Detect),
                _ => return Err(ArchiveError::Header("unknown compression of directories")),
            },
            tile_encoding: match byte(98) {
                2 => Some(Encoding::Gzip),
                3 => Some(Encoding::Brotli),
                4 => Some(Encoding::Zstd),
                0 | 1 => None,
                _ => return Err(ArchiveError::Header("unknown compression of tiles")),
            },
            expected: match byte(99) {
                1 => Expected::Vector,
                2..=5 => Expected::Image,
                6 => return Err(ArchiveError::Header("MapLibre Tiles are not supported, only MVT and images")),
                _ => Expected::Any,
            },
            min_zoom: byte(100),
            max_zoom: byte(101),
            bounds: [102, 106, 110, 114].map(degrees),
            center: [degrees(119), degrees(123), f64::from(byte(118))],
        })
    }
}

fn section(header: &[u8; HEADER_BYTES], at: usize) -> Result<Section, ArchiveError> {
    let number = |at| u64::from_le_bytes(array(header, at));
    let section = Section { offset: number(at), length: number(at + 8) };
    match section.offset.checked_add(section.length) {
        Some(_) => Ok(section),
        None => Err(ArchiveError::Header("a section ends beyond the largest number")),
    }
}

/// The `N` bytes at `at`, which is inside of the header.
fn array<const N: usize>(header: &[u8; HEADER_BYTES], at: usize) -> [u8; N] {
    header.get(at..).and_then(|rest| rest.first_chunk().copied()).unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_overflow_are_refused_and_places_outside_of_a_section_too() {
        let mut bytes = [0; HEADER_BYTES];
        bytes[..8].copy_from_slice(b"PMTiles\x03");
        bytes[56..72].fill(0xff);
        assert!(matches!(Header::parse(&bytes), Err(ArchiveError::Header(_))));
        bytes[56..72].fill(0);
        assert!(Header::parse(&bytes).is_ok());
        assert!(matches!(Header::parse(&bytes[..100]), Err(ArchiveError::Header(_))));
        assert!(matches!(Header::parse(b"PM\x02\x00"), Err(ArchiveError::Version(2))));
        let section = Section { offset: 10, length: 20 };
        assert_eq!(section.place(5, 15), Some(Section { offset: 15, length: 15 }));
        assert_eq!((section.place(5, 16), section.place(u64::MAX, 2)), (None, None));
        let all = Section { offset: 1, length: u64::MAX - 1 };
        assert_eq!(all.place(u64::MAX, 0), None);
    }
}
