//! The part of the protobuf wire format that vector tiles use: bounds-checked, zero-copy and without recursion.

use std::borrow::Cow;

use super::MvtError;
use crate::deadline::checkpoint;

/// Protobuf wire types that can be read or skipped (groups are rejected).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WireType {
    Varint,
    Fixed64,
    Bytes,
    Fixed32,
    Other(u8),
}

impl WireType {
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Varint => 0,
            Self::Fixed64 => 1,
            Self::Bytes => 2,
            Self::Fixed32 => 5,
            Self::Other(n) => n,
        }
    }

    pub(super) fn expect(self, wanted: Self, what: &'static str) -> Result<(), MvtError> {
        if self == wanted { Ok(()) } else { Err(MvtError::WireType { what, wire: self.number() }) }
    }
}

/// Reads the fields of one message.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldReader<'a> {
    rest: &'a [u8],
}

impl<'a> FieldReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next field's number and wire type; `None` at the end.
    pub(super) fn field(&mut self, what: &'static str) -> Result<Option<(u64, WireType)>, MvtError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        checkpoint(2);
        let key = self.varint(what)?;
        let wire = match (key & 7) as u8 {
            0 => WireType::Varint,
            1 => WireType::Fixed64,
            2 => WireType::Bytes,
            5 => WireType::Fixed32,
            n => WireType::Other(n),
        };
        Ok(Some((key >> 3, wire)))
    }

    pub(super) fn varint(&mut self, what: &'static str) -> Result<u64, MvtError> {
        match varint(&mut self.rest) {
            Ok(value) => Ok(value),
            Err(VarintError::Truncated) => Err(MvtError::Truncated { what }),
            Err(VarintError::Overflow) => Err(MvtError::Overflow { what }),
        }
    }

    pub(super) fn varint32(&mut self, what: &'static str) -> Result<u32, MvtError> {
        u32::try_from(self.varint(what)?).map_err(|_| MvtError::Overflow { what })
    }

    pub(super) fn bytes(&mut self, what: &'static str) -> Result<&'a [u8], MvtError> {
        let length = self.varint(what)?;
        let split = usize::try_from(length).ok().and_then(|n| self.rest.split_at_checked(n));
        let (head, tail) = split.ok_or(MvtError::Truncated { what })?;
        self.rest = tail;
        Ok(head)
    }

    pub(super) fn text(&mut self, what: &'static str) -> Result<&'a str, MvtError> {
        std::str::from_utf8(self.bytes(what)?).map_err(|_| MvtError::Utf8 { what })
    }

    pub(super) fn fixed32(&mut self, what: &'static str) -> Result<[u8; 4], MvtError> {
        self.fixed(what)
    }

    pub(super) fn fixed64(&mut self, what: &'static str) -> Result<[u8; 8], MvtError> {
        self.fixed(what)
    }

    fn fixed<const N: usize>(&mut self, what: &'static str) -> Result<[u8; N], MvtError> {
        let (head, tail) = self.rest.split_first_chunk::<N>().ok_or(MvtError::Truncated { what })?;
        self.rest = tail;
        Ok(*head)
    }

    /// The unread bytes.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Skips an unknown field.
    pub(super) fn skip(&mut self, wire: WireType, what: &'static str) -> Result<(), MvtError> {
        match wire {
            WireType::Varint => self.varint(what).map(drop),
            WireType::Fixed64 => self.fixed64(what).map(drop),
            WireType::Fixed32 => self.fixed32(what).map(drop),
            WireType::Bytes => self.bytes(what).map(drop),
            WireType::Other(_) => Err(MvtError::WireType { what, wire: wire.number() }),
        }
    }

    /// A `repeated uint32` in packed form: a single packed field is borrowed, several packed fields and single numbers
    /// are concatenated. A protobuf reader must accept all of these; concatenated varints are the packed form.
    pub(super) fn packed(
        &mut self,
        wire: WireType,
        into: &mut Cow<'a, [u8]>,
        what: &'static str,
    ) -> Result<(), MvtError> {
        let part = if wire == WireType::Varint {
            let before = self.rest;
            self.varint(what)?;
            before.get(..before.len() - self.rest.len()).unwrap_or_default()
        } else {
            wire.expect(WireType::Bytes, what)?;
            self.bytes(what)?
        };
        if into.is_empty() {
            *into = Cow::Borrowed(part);
        } else {
            into.to_mut().extend_from_slice(part);
        }
        Ok(())
    }
}

/// Why a varint cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VarintError {
    Truncated,
    Overflow,
}

/// Reads a varint from the front of `rest`.
#[inline]
pub(super) fn varint(rest: &mut &[u8]) -> Result<u64, VarintError> {
    // Almost all numbers in tiles take one byte, and most of the others two.
    match **rest {
        [a, ref tail @ ..] if a < 0x80 => {
            *rest = tail;
            Ok(u64::from(a))
        }
        [a, b, ref tail @ ..] if b < 0x80 => {
            *rest = tail;
            Ok(u64::from(a & 0x7f) | u64::from(b) << 7)
        }
        _ => long_varint(rest),
    }
}

#[cold]
fn long_varint(rest: &mut &[u8]) -> Result<u64, VarintError> {
    let mut value = 0u64;
    for (i, byte) in rest.iter().enumerate() {
        let bits = u64::from(byte & 0x7f);
        // The tenth byte contains the last of 64 bits.
        if i > 9 || (i == 9 && bits > 1) {
            return Err(VarintError::Overflow);
        }
        value |= bits << (7 * i);
        if byte & 0x80 == 0 {
            *rest = rest.get(i + 1..).unwrap_or_default();
            return Ok(value);
        }
    }
    Err(VarintError::Truncated)
}

/// Decodes a zigzag number.
#[inline]
pub(super) fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

/// Encodes a zigzag number.
#[inline]
pub(super) fn zigzag(n: i32) -> u32 {
    (n << 1 ^ n >> 31) as u32
}

/// Appends a varint.
#[inline]
pub(super) fn put_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Appends a field's key.
pub(super) fn put_key(out: &mut Vec<u8>, field: u32, wire: u8) {
    put_varint(out, u64::from(field) << 3 | u64::from(wire));
}

/// Appends a length-delimited field.
pub(super) fn put_bytes(out: &mut Vec<u8>, field: u32, content: &[u8]) {
    put_key(out, field, 2);
    put_varint(out, content.len() as u64);
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_more_than_64_bits_are_rejected() {
        let read = |bytes: &[u8]| varint(&mut { bytes });
        assert_eq!(read(&[0x7f]), Ok(127));
        assert_eq!(read(&[0x80, 0x01]), Ok(128));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), Ok(u64::MAX));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), Err(VarintError::Overflow));
        assert_eq!(read(&[0x80; 11]), Err(VarintError::Overflow));
        assert_eq!(read(&[0x80]), Err(VarintError::Truncated));
        assert_eq!(read(&[]), Err(VarintError::Truncated));
    }

    #[test]
    fn zigzag_covers_the_whole_range() {
        assert_eq!([0, 1, 2, u64::MAX, u64::MAX - 1].map(unzigzag), [0, -1, 1, i64::MIN, i64::MAX]);
    }
}
