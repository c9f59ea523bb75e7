//! Tests the guarantees of the encoders: exactness, small size, determinism, and rejection of invalid input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/data.rs"]
mod data;

use karto::{
    image::{Bitmap, EncodeError, ImageEncoding, encode},
    settings::Chroma,
};

/// A decoded picture: RGBA with straight alpha, and the metadata of the file.
struct Picture {
    rgba: Vec<u8>,
    width: u32,
    height: u32,
    color: png::ColorType,
    depth: png::BitDepth,
    trns: usize,
}

/// A bitmap of opaque pixels.
fn bitmap(rgba: &[u8], width: u32, height: u32) -> Bitmap {
    Bitmap::from_premultiplied(width, height, rgba.to_vec()).unwrap()
}

fn decode(bytes: &[u8]) -> Picture {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let header = decoder.read_header_info().unwrap();
    let (color, depth) = (header.color_type, header.bit_depth);
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().unwrap();
    let trns = reader.info().trns.as_ref().map_or(0, |t| t.len());
    let mut buffer = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut buffer).unwrap();
    let rgba = match frame.color_type {
        png::ColorType::Rgba => buffer,
        png::ColorType::GrayscaleAlpha => buffer.chunks(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect(),
        other => panic!("the decoder returned {other:?}"),
    };
    Picture { rgba, width: frame.width, height: frame.height, color, depth, trns }
}

/// A `side × side` picture with vertical stripes of `colors` distinct opaque colors.
fn stripes(colors: u32, side: u32) -> Vec<u8> {
    (0..side * side)
        .flat_map(|i| {
            let c = (i % side) % colors;
            [c as u8, (c * 7) as u8, (c >> 8) as u8, 255]
        })
        .collect()
}

#[test]
fn a_blank_tile_is_smaller_than_kartotherians_103_bytes() {
    let blank = [0xf2, 0xef, 0xe9, 255].repeat(256 * 256);
    let bytes = encode(&bitmap(&blank, 256, 256), ImageEncoding::Png8 { colors: 256, merge: false }).unwrap();
    assert!(bytes.len() <= 103, "{} bytes", bytes.len());
    let picture = decode(&bytes);
    assert_eq!((picture.depth, picture.trns), (png::BitDepth::One, 0));
    assert_eq!(picture.rgba, blank);
}

#[test]
fn up_to_256_colors_are_exact_at_the_smallest_depth() {
    use png::BitDepth::*;
    for (colors, depth) in [(1, One), (2, One), (3, Two), (4, Two), (5, Four), (16, Four), (17, Eight), (256, Eight)] {
        // With an odd width, rows of 1, 2 and 4 bits end within a byte.
        let rgba = stripes(colors, 259);
        let picture =
            decode(&encode(&bitmap(&rgba, 259, 259), ImageEncoding::Png8 { colors: 256, merge: false }).unwrap());
        assert_eq!((picture.color, picture.depth), (png::ColorType::Indexed, depth), "{colors} colors");
        assert!(picture.rgba == rgba, "{colors} colors changed");
    }
}

#[test]
fn colors_that_are_nearly_the_same_become_the_most_common_of_them() {
    // Two rows of one blue, one row of one that is lighter by 3, and one of one that is lighter by 4.
    let rgba: Vec<u8> = [100u8, 100, 103, 104].into_iter().flat_map(|c| [c, c, 200, 255].repeat(64)).collect();
    let encoded = encode(&bitmap(&rgba, 64, 4), ImageEncoding::Png8 { colors: 256, merge: true }).unwrap();
    let rows: Vec<u8> = decode(&encoded).rgba.chunks_exact(64 * 4).map(|row| row[0]).collect();
    assert_eq!(rows, [100, 100, 100, 104]);
}

#[test]
fn a_smaller_palette_can_be_requested() {
    let rgba = stripes(200, 256);
    let picture = decode(&encode(&bitmap(&rgba, 256, 256), ImageEncoding::Png8 { colors: 16, merge: false }).unwrap());
    assert_eq!(picture.depth, png::BitDepth::Four);
    let distinct: std::collections::HashSet<&[u8]> = picture.rgba.chunks_exact(4).collect();
    assert!((2..=16).contains(&distinct.len()), "{} colors", distinct.len());
}

#[test]
fn transparency_is_written_only_if_there_is_any() {
    let mut rgba = stripes(20, 64);
    rgba[..4].copy_from_slice(&[0, 0, 0, 0]);
    rgba[4..8].copy_from_slice(&[64, 32, 0, 128]);
    let picture = decode(&encode(&bitmap(&rgba, 64, 64), ImageEncoding::Png8 { colors: 256, merge: false }).unwrap());
    assert_eq!(picture.trns, 2, "tRNS stops after the last entry that is not opaque");
    assert_eq!(picture.rgba[..8], [0, 0, 0, 0, 128, 64, 0, 128]);

    let full = decode(&encode(&bitmap(&rgba, 64, 64), ImageEncoding::Png).unwrap());
    assert_eq!(full.color, png::ColorType::Rgba);
    let opaque = stripes(20, 64);
    let full = decode(&encode(&bitmap(&opaque, 64, 64), ImageEncoding::Png).unwrap());
    assert_eq!(full.color, png::ColorType::Rgb);
    assert_eq!(full.rgba, opaque);
}

#[test]
fn quantization_keeps_common_colors_exact_and_the_rest_similar() {
    // Half of the picture is one solid fill, the other half a smooth gradient of thousands of colors.
    let rgba: Vec<u8> = (0..256u32 * 256)
        .flat_map(|i| {
            let (x, y) = (i % 256, i / 256);
            if y < 128 { [170, 211, 223, 255] } else { [x as u8, (y * 2) as u8, 128, 255] }
        })
        .collect();
    let pixels = &bitmap(&rgba, 256, 256);
    let bytes = encode(pixels, ImageEncoding::Png8 { colors: 256, merge: false }).unwrap();
    assert_eq!(
        bytes,
        encode(pixels, ImageEncoding::Png8 { colors: 256, merge: false }).unwrap(),
        "same pixels, different bytes"
    );
    let picture = decode(&bytes);
    assert_eq!(picture.rgba[..128 * 256 * 4], rgba[..128 * 256 * 4]);
    let worst = picture.rgba.iter().zip(&rgba).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(worst <= 16, "a channel is off by {worst}");
}

#[test]
fn jpeg_and_webp_have_their_format_and_quality() {
    let rgba = stripes(200, 256);
    let pixels = &bitmap(&rgba, 256, 256);
    let len = |encoding| encode(pixels, encoding).unwrap().len();
    let jpeg = encode(pixels, ImageEncoding::Jpeg { quality: 80, chroma: Chroma::Quarter }).unwrap();
    assert_eq!(jpeg[..3], [0xff, 0xd8, 0xff]);
    assert!(len(ImageEncoding::Jpeg { quality: 30, chroma: Chroma::Quarter }) < jpeg.len());
    assert!(len(ImageEncoding::Jpeg { quality: 80, chroma: Chroma::Full }) > jpeg.len());
    let webp = encode(pixels, ImageEncoding::WebpLossless).unwrap();
    assert_eq!((&webp[..4], &webp[8..16]), (&b"RIFF"[..], &b"WEBPVP8L"[..]));
    assert!(len(ImageEncoding::Webp { quality: 20 }) < len(ImageEncoding::Webp { quality: 90 }));

    let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&webp)).unwrap();
    let mut back = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut back).unwrap();
    assert_eq!(back, rgba.chunks(4).flat_map(|p| [p[0], p[1], p[2]]).collect::<Vec<_>>());
}

#[test]
fn a_buffer_of_the_wrong_size_is_rejected() {
    assert!(Bitmap::from_premultiplied(2, 2, vec![0; 12]).is_err_and(|e| e.bytes == 12));
    assert!(Bitmap::from_premultiplied(0, 0, Vec::new()).is_err());
    let wide = vec![255; 70_000 * 4];
    let wide = &bitmap(&wide, 70_000, 1);
    let jpeg = ImageEncoding::Jpeg { quality: 80, chroma: Chroma::Full };
    assert!(matches!(encode(wide, jpeg), Err(EncodeError::TooLarge { .. })));
    assert!(matches!(encode(wide, ImageEncoding::WebpLossless), Err(EncodeError::TooLarge { .. })));
}

/// Re-encodes recorded responses of Kartotherian, if available: all together may not grow, and no picture by more than
/// 5 %. With `--nocapture` a table of all pictures is printed.
#[test]
fn recorded_pictures_of_kartotherian_do_not_grow() {
    let Some(folder) = data::shared("golden/bodies") else { return };
    let mut paths: Vec<_> = folder.read_dir().unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let (mut ours, mut theirs, mut grown) = (0, 0, Vec::new());
    println!("| picture | size | colors | original | karto |\n|---|---|---|---|---|");
    for path in paths.iter().filter(|p| p.extension().is_some_and(|e| e == "png")) {
        let original = std::fs::read(path).unwrap();
        let picture = decode(&original);
        let bitmap = Bitmap::from_straight(picture.width, picture.height, picture.rgba.clone()).unwrap();
        let bytes = encode(&bitmap, ImageEncoding::Png8 { colors: 256, merge: false }).unwrap();
        let colors: std::collections::HashSet<&[u8]> = picture.rgba.chunks_exact(4).collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (width, height) = (picture.width, picture.height);
        println!("| {name} | {width}×{height} | {} | {} | {} |", colors.len(), original.len(), bytes.len());
        (ours, theirs) = (ours + bytes.len(), theirs + original.len());
        if bytes.len() * 20 > original.len() * 21 {
            grown.push(format!("{name}: {} bytes, was {}", bytes.len(), original.len()));
        }
    }
    println!("| all | | | {theirs} | {ours} |");
    assert!(grown.is_empty(), "{grown:#?}");
    assert!(ours <= theirs, "{ours} bytes, were {theirs}");
}
