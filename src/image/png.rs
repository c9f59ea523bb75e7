//! PNG encoding, indexed and true color.

use std::{cell::RefCell, io::Write};

use ::png::{BitDepth, ColorType, Encoder, chunk::IDAT};
use flate2::{Compression, write::ZlibEncoder};
use libdeflater::{CompressionLvl, Compressor};

use super::{
    Bitmap,
    error::EncodeError,
    histogram::Histogram,
    palette::{MAX_COLORS, Palette},
};
use crate::deadline::checkpoint;

/// Deflate level for tiles, which are produced in large numbers. It makes the recorded 8-bit tiles of Kartotherian as
/// long as they were, all together, and none longer by 5 %. Level 7 saves another 2 % in 1.3 times the time, level 9
/// another 4 % in four times.
const TILE_LEVEL: i32 = 6;

/// Deflate level for everything else: images with few colors, which are short, and of unusual sizes, which are rare.
const LEVEL: i32 = 9;

/// Images up to this many bytes are compressed a second time, because the effort is negligible: libdeflate stores the
/// shortest inputs uncompressed.
const SHORT: usize = 4096;

/// Images of more bytes are compressed in parts: libdeflate would take seconds, during which the job could not be ended.
const LONG: usize = 1 << 23;

/// Deflate level for short images.
const SHORT_LEVEL: i32 = 12;

/// Encodes the image with at most `colors` colors (2 to 256) at the smallest sufficient bit depth. With `merge`, colors
/// that are nearly the same become one first.
pub(super) fn indexed(bitmap: &Bitmap, colors: u16, merge: bool) -> Result<Vec<u8>, EncodeError> {
    let histogram = Histogram::of(bitmap);
    let histogram = if merge { histogram.merged() } else { histogram };
    let palette = Palette::of(&histogram, usize::from(colors).clamp(2, MAX_COLORS));
    let depth = match palette.entries.len() {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    };
    let size = (bitmap.width() as usize, bitmap.height() as usize);
    let rows = pack(&histogram, &palette, size, depth as usize);

    let mut bytes = Vec::with_capacity(rows.len() / 4 + 1024);
    let mut encoder = Encoder::new(&mut bytes, bitmap.width(), bitmap.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.entries.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<u8>>());
    if palette.transparent > 0 {
        encoder.set_trns(palette.entries[..palette.transparent].iter().map(|c| c[3]).collect::<Vec<u8>>());
    }
    let is_tile = bitmap.width() == bitmap.height() && bitmap.width().is_multiple_of(256);
    let level = if is_tile && depth == BitDepth::Eight { TILE_LEVEL } else { LEVEL };
    encoder.write_header()?.write_chunk(IDAT, &deflate(&rows, level)?)?;
    Ok(bytes)
}

/// PNG's filter type "None". Maps are flat areas and repeated glyphs: matching whole runs works better than predicting
/// pixels, and neighboring palette indices are unrelated anyway.
const NO_FILTER: u8 = 0;

/// Packs rows of `bits`-wide indices, with the first pixel in the high bits. Each row starts with its filter type and
/// is padded to whole bytes.
fn pack(histogram: &Histogram, palette: &Palette, (width, height): (usize, usize), bits: usize) -> Vec<u8> {
    let per_byte = 8 / bits;
    let mut packed = Vec::with_capacity(height * (width.div_ceil(per_byte) + 1));
    let mut row = Vec::with_capacity(width);
    for run in &histogram.runs {
        let entry = palette.entry_of[run.color as usize];
        match run.length {
            1 => row.push(entry),
            length => row.extend(std::iter::repeat_n(entry, length as usize)),
        }
        if row.len() < width {
            continue;
        }
        checkpoint(width / 8);
        packed.push(NO_FILTER);
        if bits == 8 {
            packed.extend_from_slice(&row);
        } else {
            packed.extend(row.chunks(per_byte).map(|pixels| {
                let byte = pixels.iter().fold(0u8, |byte, entry| byte << bits | entry);
                byte << (bits * (per_byte - pixels.len()))
            }));
        }
        row.clear();
    }
    packed
}

/// Encodes the image in true color.
pub(super) fn truecolor(bitmap: &Bitmap) -> Result<Vec<u8>, EncodeError> {
    let opaque = bitmap.is_opaque();
    let (data, pixel_bytes) = if opaque { (bitmap.rgb_on_white(), 3) } else { (bitmap.straight_rgba(), 4) };
    let stride = bitmap.width() as usize * pixel_bytes;
    let mut rows = Vec::with_capacity(data.len() + bitmap.height() as usize);
    for row in data.chunks(stride) {
        checkpoint(stride / 64);
        rows.push(NO_FILTER);
        rows.extend_from_slice(row);
    }
    let mut bytes = Vec::with_capacity(data.len() / 8 + 1024);
    let mut encoder = Encoder::new(&mut bytes, bitmap.width(), bitmap.height());
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    encoder.write_header()?.write_chunk(IDAT, &deflate(&rows, TILE_LEVEL)?)?;
    Ok(bytes)
}

thread_local! {
    /// A compressor's tables are large, so each encoding thread keeps one compressor per level.
    static FOR_TILES: RefCell<Compressor> = RefCell::new(compressor(TILE_LEVEL));
    static FOR_OTHERS: RefCell<Compressor> = RefCell::new(compressor(LEVEL));
    static FOR_SHORT: RefCell<Compressor> = RefCell::new(compressor(SHORT_LEVEL));
}

fn compressor(level: i32) -> Compressor {
    Compressor::new(CompressionLvl::new(level).unwrap_or_default())
}

fn deflate(data: &[u8], level: i32) -> Result<Vec<u8>, EncodeError> {
    checkpoint(data.len() / 4);
    if data.len() > LONG {
        return deflate_in_parts(data);
    }
    let compressors = match level {
        _ if data.len() <= SHORT => &FOR_SHORT,
        TILE_LEVEL => &FOR_TILES,
        _ => &FOR_OTHERS,
    };
    let mut out = compressors.with_borrow_mut(|compressor| {
        let mut out = vec![0; compressor.zlib_compress_bound(data.len())];
        let written = compressor.zlib_compress(data, &mut out).map_err(EncodeError::Deflate)?;
        out.truncate(written);
        Ok::<_, EncodeError>(out)
    })?;
    if data.len() <= SHORT {
        let mut other = ZlibEncoder::new(Vec::new(), Compression::best());
        // Writing to memory does not fail; if it did, the first result would be used.
        if let Ok(short) = other.write_all(data).and_then(|()| other.finish())
            && short.len() < out.len()
        {
            out = short;
        }
    }
    Ok(out)
}

/// Compresses a long image with zlib, part by part.
fn deflate_in_parts(data: &[u8]) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 8), Compression::default());
    for part in data.chunks(1 << 16) {
        encoder.write_all(part).map_err(EncodeError::Zlib)?;
        checkpoint(part.len());
    }
    encoder.finish().map_err(EncodeError::Zlib)
}
