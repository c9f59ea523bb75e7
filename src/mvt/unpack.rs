//! Decompression with a size limit. This is the only place where input from outside is decompressed.

use crate::deadline::checkpoint;
use std::{
    borrow::Cow,
    io::{self, Read},
};

/// Compression formats that are recognized by their first bytes: tiles are often compressed without being declared as
/// such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Magic {
    Gzip,
    Zlib,
    Zstd,
}

/// Why bytes cannot be decompressed.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// The decompressed data is too large.
    #[error("more than {limit} bytes when unpacked")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The data is corrupt or incomplete.
    #[error("broken {packing}: {source}")]
    Broken {
        /// The recognized compression.
        packing: &'static str,
        /// The error of the decoder.
        source: io::Error,
    },
}

/// Declared compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Unknown or none: gzip, zlib and zstd are recognized by their first bytes, which do not occur in vector tiles.
    Detect,
    /// Brotli, which cannot be recognized by its content.
    Brotli,
}

/// Decompresses up to `limit` bytes. Uncompressed bytes are returned unchanged (and must not exceed the limit either).
pub fn unpack(bytes: &[u8], packing: Packing, limit: usize) -> Result<Cow<'_, [u8]>, UnpackError> {
    match (packing, magic(bytes)) {
        (Packing::Brotli, _) => read("brotli", brotli::Decompressor::new(bytes, 4096), bytes.len(), limit),
        (Packing::Detect, Some(Magic::Gzip)) => {
            read("gzip", flate2::read::MultiGzDecoder::new(bytes), bytes.len(), limit)
        }
        (Packing::Detect, Some(Magic::Zlib)) => read("zlib", flate2::read::ZlibDecoder::new(bytes), bytes.len(), limit),
        (Packing::Detect, Some(Magic::Zstd)) => {
            let broken = |source| UnpackError::Broken { packing: "zstd", source };
            let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes).map_err(broken)?;
            // 2²⁷ is the window size that every zstd decoder must accept; a larger one would only cost memory.
            decoder.window_log_max(27).map_err(broken)?;
            read("zstd", decoder, bytes.len(), limit)
        }
        (Packing::Detect, None) if bytes.len() > limit => Err(UnpackError::TooLarge { limit }),
        (Packing::Detect, None) => Ok(Cow::Borrowed(bytes)),
    }
}

fn magic(bytes: &[u8]) -> Option<Magic> {
    match bytes {
        [0x1f, 0x8b, ..] => Some(Magic::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Magic::Zstd),
        // RFC 1950: deflate, with a header divisible by 31. In a tile this would be field 15 with wire type 0.
        [0x78, flags, ..] if (0x7800 | u16::from(*flags)).is_multiple_of(31) => Some(Magic::Zlib),
        _ => None,
    }
}

fn read<'a>(
    packing: &'static str,
    decoder: impl Read,
    packed: usize,
    limit: usize,
) -> Result<Cow<'a, [u8]>, UnpackError> {
    let mut out = Vec::with_capacity(packed.saturating_mul(3).min(limit));
    CheckedReader(decoder)
        .take((limit as u64).saturating_add(1))
        .read_to_end(&mut out)
        .map_err(|source| UnpackError::Broken { packing, source })?;
    if out.len() > limit { Err(UnpackError::TooLarge { limit }) } else { Ok(Cow::Owned(out)) }
}

/// A reader that looks at the deadline of the job.
struct CheckedReader<R>(R);

impl<R: Read> Read for CheckedReader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        // A call decompresses as much as there is room for.
        const MOST: usize = 1 << 20;
        let read = match buf.get_mut(..MOST) {
            Some(part) => self.0.read(part),
            None => self.0.read(buf),
        }?;
        checkpoint(read / 2);
        Ok(read)
    }
}
