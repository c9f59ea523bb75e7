//! Decompression and its limit.

use std::io::Write;

use karto::mvt::{Packing, UnpackError, unpack};

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_tiles_are_recognized_by_their_first_bytes() {
    let data = b"\x1a\x05\x0a\x01lx\x02".repeat(50);
    let mut zlib = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::default());
    zlib.write_all(&data).unwrap();
    let mut brotli = vec![];
    brotli::CompressorWriter::new(&mut brotli, 4096, 5, 20).write_all(&data).unwrap();
    let detect = Packing::Detect;
    for (bytes, packing) in [
        (data.clone(), detect),
        (gzip(&data), detect),
        (zlib.finish().unwrap(), detect),
        (zstd::encode_all(&data[..], 3).unwrap(), detect),
        (brotli, Packing::Brotli),
    ] {
        assert_eq!(unpack(&bytes, packing, 1000).unwrap(), data);
        assert_eq!(unpack(&bytes, packing, data.len()).unwrap(), data);
        let limit = data.len() - 1;
        assert!(matches!(unpack(&bytes, packing, limit), Err(UnpackError::TooLarge { limit: l }) if l == limit));
    }
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bomb = gzip(&vec![0; 50_000_000]);
    assert!(bomb.len() < 60_000);
    assert!(matches!(unpack(&bomb, Packing::Detect, 1_000_000), Err(UnpackError::TooLarge { limit: 1_000_000 })));
}

#[test]
fn incomplete_bytes_are_broken_not_empty() {
    let whole = gzip(b"hello tile");
    for end in 2..whole.len() {
        assert!(matches!(unpack(&whole[..end], Packing::Detect, 100), Err(UnpackError::Broken { .. })), "{end}");
    }
}
