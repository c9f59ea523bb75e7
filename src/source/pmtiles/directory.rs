//! Directories of an archive (PMTiles 3, section 4): which tiles are where.

use super::{
    error::{ArchiveError, WRITE_AGAIN},
    header::InternalCompression,
    limits::{MAX_DIRECTORY, MAX_ENTRIES},
};
use crate::mvt::{UnpackError, unpack};

/// An entry: a run of tiles with the same content, or another directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The number of the first tile.
    pub(super) first: u64,
    /// Offset in bytes, in the section of tiles or of leaf directories.
    pub(super) offset: u64,
    /// Length in bytes.
    pub(super) length: u32,
    /// The number of tiles; 0 for a leaf directory.
    pub(super) run: u32,
}

/// A decoded directory.
#[derive(Debug)]
pub(super) struct Directory {
    entries: Box<[Entry]>,
}

impl Directory {
    /// Decompresses and decodes the directory at `offset` of the archive, with the limits on its size.
    pub(super) fn read(packed: &[u8], compression: InternalCompression, offset: u64) -> Result<Self, ArchiveError> {
        const PART: &str = "a directory";
        match compression {
            InternalCompression::None => Self::decode(packed, offset),
            InternalCompression::Packed(packing) => match unpack(packed, packing, MAX_DIRECTORY) {
                Ok(bytes) => Self::decode(&bytes, offset),
                Err(UnpackError::TooLarge { limit }) => {
                    Err(ArchiveError::TooLarge { part: PART, offset, limit: limit as u64, fix: WRITE_AGAIN })
                }
                Err(source) => Err(ArchiveError::Unpack { part: PART, offset, source }),
            },
        }
    }

    fn decode(mut bytes: &[u8], offset: u64) -> Result<Self, ArchiveError> {
        let corrupt = |what| ArchiveError::Directory { offset, what };
        let rest = &mut bytes;
        let mut number = || varint(rest).ok_or_else(|| corrupt("it ends inside a number"));
        let count = number()?;
        if count > MAX_ENTRIES {
            return Err(ArchiveError::Entries { offset, entries: count, limit: MAX_ENTRIES });
        }
        let mut entries = Vec::new();
        let mut first = 0u64;
        // The entries are collected one by one, so that a false count takes no memory.
        for _ in 0..count {
            first = first.checked_add(number()?).ok_or_else(|| corrupt("a tile number overflows"))?;
            entries.push(Entry { first, ..Entry::default() });
        }
        for entry in &mut entries {
            entry.run = number()?.try_into().map_err(|_| corrupt("a run is too long"))?;
        }
        for entry in &mut entries {
            entry.length = number()?.try_into().map_err(|_| corrupt("a length is too large"))?;
        }
        let mut end = None;
        for entry in &mut entries {
            entry.offset = match number()?.checked_sub(1) {
                Some(offset) => offset,
                // Directly after the one before.
                None => end.ok_or_else(|| corrupt("the first entry has no offset"))?,
            };
            let length = u64::from(entry.length);
            end = Some(entry.offset.checked_add(length).ok_or_else(|| corrupt("an offset overflows"))?);
        }
        Ok(Self { entries: entries.into() })
    }

    /// The entry with the tile of this number, or the leaf directory that may have it.
    pub(super) fn find(&self, number: u64) -> Option<Entry> {
        let after = self.entries.partition_point(|entry| entry.first <= number);
        let entry = *self.entries.get(after.checked_sub(1)?)?;
        (entry.run == 0 || number - entry.first < u64::from(entry.run)).then_some(entry)
    }

    /// The size in memory, in bytes.
    pub(super) fn weight(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.entries)
    }
}

/// Reads a number from the front of `rest`; `None` if it is cut off or has more than 64 bits.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, tail) = rest.split_first()?;
        *rest = tail;
        let bits = u64::from(byte & 0x7f);
        if bits << shift >> shift != bits {
            return None;
        }
        value |= bits << shift;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Directory, ArchiveError> {
        Directory::read(bytes, InternalCompression::None, 7)
    }

    #[test]
    fn entries_are_found_by_their_first_number() {
        // Tiles 5 and 6 (one run), a leaf directory from 10 on, directly after it in the archive.
        let directory = decode(&[2, 5, 5, 2, 0, 30, 40, 1, 0]).unwrap();
        let found = |number| directory.find(number).map(|e| (e.first, e.offset, e.length));
        assert_eq!([4, 5, 6, 7].map(found), [None, Some((5, 0, 30)), Some((5, 0, 30)), None]);
        assert_eq!([10, u64::MAX].map(found), [Some((10, 30, 40)); 2]);
        assert!(decode(&[0]).unwrap().find(0).is_none());
    }

    #[test]
    fn false_counts_cut_off_numbers_and_overflows_are_errors() {
        let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
        assert!(matches!(decode(&huge), Err(ArchiveError::Entries { offset: 7, .. })));
        assert!(matches!(
            decode(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]),
            Err(ArchiveError::Directory { .. })
        ));
        let twice = [&[2u8][..], &huge, &huge, &[1, 1, 1, 1, 1, 1]].concat();
        let far = [&[2u8, 0, 1, 1, 1, 1, 1][..], &huge, &[0]].concat();
        for bytes in [&[][..], &[0x80], &[3, 1, 1], &[1, 0, 1, 1, 0], &twice, &far] {
            assert!(matches!(decode(bytes), Err(ArchiveError::Directory { .. })), "{bytes:?}");
        }
    }
}
