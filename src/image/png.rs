//! PNG, with a palette and without.

use std::cell::RefCell;

use ::png::{BitDepth, ColorType, Encoder, chunk::IDAT};
use libdeflater::{CompressionLvl, Compressor};

use super::{
    EncodeError, Pixels,
    histogram::Histogram,
    palette::{MAX_COLOURS, Palette},
};

/// Deflate effort. On the original's recorded tiles libdeflate's 7 is the first level that makes none of
/// them larger; 9 saves another 2 % at twice the time, and zlib-rs needs 9 and four times the time.
const LEVEL: i32 = 7;

/// The picture with at most `colours` colours (2 to 256), at the smallest bit depth that holds them.
pub(super) fn indexed(pixels: Pixels<'_>, colours: u16) -> Result<Vec<u8>, EncodeError> {
    let histogram = Histogram::of(pixels);
    let palette = Palette::of(&histogram, usize::from(colours).clamp(2, MAX_COLOURS));
    let depth = match palette.entries.len() {
        0..=2 => BitDepth::One,
        3..=4 => BitDepth::Two,
        5..=16 => BitDepth::Four,
        _ => BitDepth::Eight,
    };
    let rows = pack(&histogram, &palette, pixels.width() as usize, depth as usize);

    let mut bytes = Vec::with_capacity(rows.len() / 4 + 1024);
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(palette.entries.iter().flat_map(|c| [c[0], c[1], c[2]]).collect::<Vec<u8>>());
    if palette.transparent > 0 {
        encoder.set_trns(palette.entries[..palette.transparent].iter().map(|c| c[3]).collect::<Vec<u8>>());
    }
    encoder.write_header()?.write_chunk(IDAT, &deflate(&rows)?)?;
    Ok(bytes)
}

/// PNG's filter type "None". Maps are flat areas and repeated glyphs: matching whole runs beats
/// predicting pixels, and neighbouring palette indices have nothing to do with each other anyway.
const NO_FILTER: u8 = 0;

/// Rows of `bits`-wide indices, first pixel in the high bits, each row begun by its filter type and
/// padded to whole bytes.
fn pack(histogram: &Histogram, palette: &Palette, width: usize, bits: usize) -> Vec<u8> {
    let per_byte = 8 / bits;
    let pixels = &histogram.pixel_colour;
    let mut packed = Vec::with_capacity(pixels.len() / width * (width.div_ceil(per_byte) + 1));
    for row in pixels.chunks(width) {
        packed.push(NO_FILTER);
        if bits == 8 {
            packed.extend(row.iter().map(|id| palette.entry_of[*id as usize]));
            continue;
        }
        packed.extend(row.chunks(per_byte).map(|pixels| {
            let byte = pixels.iter().fold(0u8, |byte, id| byte << bits | palette.entry_of[*id as usize]);
            byte << (bits * (per_byte - pixels.len()))
        }));
    }
    packed
}

/// The picture with every colour.
pub(super) fn truecolour(pixels: Pixels<'_>) -> Result<Vec<u8>, EncodeError> {
    let opaque = pixels.is_opaque();
    let (data, pixel_bytes) = if opaque { (pixels.rgb_on_white(), 3) } else { (pixels.straight_rgba(), 4) };
    let stride = pixels.width() as usize * pixel_bytes;
    let mut rows = Vec::with_capacity(data.len() + pixels.height() as usize);
    for row in data.chunks(stride) {
        rows.push(NO_FILTER);
        rows.extend_from_slice(row);
    }
    let mut bytes = Vec::with_capacity(data.len() / 8 + 1024);
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(if opaque { ColorType::Rgb } else { ColorType::Rgba });
    encoder.set_depth(BitDepth::Eight);
    encoder.write_header()?.write_chunk(IDAT, &deflate(&rows)?)?;
    Ok(bytes)
}

thread_local! {
    /// A compressor's tables are large; each encoding thread keeps its own.
    static COMPRESSOR: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()));
}

fn deflate(data: &[u8]) -> Result<Vec<u8>, EncodeError> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        let mut out = vec![0; compressor.zlib_compress_bound(data.len())];
        let written = compressor.zlib_compress(data, &mut out).map_err(EncodeError::Deflate)?;
        out.truncate(written);
        Ok(out)
    })
}
