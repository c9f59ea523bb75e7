//! Compression of bodies.

use std::{
    cell::RefCell,
    io::{self, Write},
};

use bytes::Bytes;
use libdeflater::{CompressionLvl, Compressor};

use crate::{deadline::checkpoint, source::Encoding};

/// Longer bodies are compressed part by part, so that the job can be ended in between.
const LONG: usize = 1 << 20;

thread_local! {
    /// A compressor's tables are large, so each thread keeps its own.
    static GZIP: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::default()));
}

/// The coding's name in `Content-Encoding`; `None` for identity.
pub(crate) fn name(coding: Encoding) -> Option<&'static str> {
    match coding {
        Encoding::Identity => None,
        Encoding::Gzip => Some("gzip"),
        Encoding::Brotli => Some("br"),
        Encoding::Zstd => Some("zstd"),
    }
}

/// Compresses `bytes` as `coding`. The levels are fast enough for use per request: gzip 6, Brotli 5, zstd 9.
pub(crate) fn pack(bytes: &[u8], coding: Encoding) -> io::Result<Bytes> {
    let packed = match coding {
        Encoding::Identity => bytes.to_vec(),
        Encoding::Gzip if bytes.len() <= LONG => gzip(bytes)?,
        Encoding::Gzip => {
            let mut out =
                flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 2), flate2::Compression::new(6));
            write_in_parts(&mut out, bytes)?;
            out.finish()?
        }
        Encoding::Brotli => {
            let mut out = Vec::with_capacity(bytes.len() / 2);
            write_in_parts(&mut brotli::CompressorWriter::new(&mut out, 4096, 5, 22), bytes)?;
            out
        }
        Encoding::Zstd if bytes.len() <= LONG => zstd::bulk::compress(bytes, 9)?,
        Encoding::Zstd => {
            let mut out = zstd::stream::write::Encoder::new(Vec::with_capacity(bytes.len() / 2), 9)?;
            write_in_parts(&mut out, bytes)?;
            out.finish()?
        }
    };
    // Without the spare capacity.
    Ok(packed.into_boxed_slice().into())
}

/// Compresses `bytes` with libdeflate, which took three quarters of the time of zlib-rs for the rows of recorded pictures.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    checkpoint(bytes.len() * 3);
    GZIP.with_borrow_mut(|compressor| {
        let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
        let written = compressor.gzip_compress(bytes, &mut out).map_err(io::Error::other)?;
        out.truncate(written);
        Ok(out)
    })
}

/// Writes `bytes` part by part, so that the job can be ended in between.
fn write_in_parts(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    for part in bytes.chunks(1 << 16) {
        // Some thirty nanoseconds for each byte.
        checkpoint(part.len() * 3);
        out.write_all(part)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_coding_can_be_decoded() {
        for times in [50, LONG / 10] {
            let text = b"road road road building road ".repeat(times);
            for coding in [Encoding::Gzip, Encoding::Zstd, Encoding::Brotli] {
                let packed = pack(&text, coding).unwrap();
                assert!(packed.len() < text.len());
                assert_eq!(crate::mvt::unpack(&packed, coding.packing(), text.len()).unwrap().as_ref(), text);
            }
        }
    }
}
