//! How far two pictures agree, and a sheet that shows where they do not.

use karto::image::Bitmap;

/// How far apart the channels of pixels that agree may be.
const TOLERANCE: i32 = 40;

/// Percent of the pixels that agree after a blur of 3 × 3 pixels; `None` if the pictures differ in size.
pub(crate) fn agreement(expected: &Bitmap, actual: &Bitmap) -> Option<f64> {
    if (expected.width(), expected.height()) != (actual.width(), actual.height()) {
        return None;
    }
    let (a, b) = (blurred(expected), blurred(actual));
    let near = |(a, b): &(&[i32; 4], &[i32; 4])| a.iter().zip(*b).all(|(a, b)| (a - b).abs() <= TOLERANCE);
    Some(100.0 * a.iter().zip(&b).filter(near).count() as f64 / a.len() as f64)
}

/// The means of the 3 × 3 pixels around each pixel; beyond the edges is what is at them.
fn blurred(picture: &Bitmap) -> Vec<[i32; 4]> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = picture.pixels();
    let mut rows = vec![[0; 4]; width * height];
    for (y, row) in pixels.chunks(width).enumerate() {
        for x in 0..width {
            let three = [row[x.saturating_sub(1)], row[x], row[(x + 1).min(width - 1)]];
            rows[y * width + x] = std::array::from_fn(|c| three.iter().map(|pixel| i32::from(pixel[c])).sum());
        }
    }
    let at = |x: usize, y: usize| rows[y * width + x];
    let mean = |x: usize, y: usize| {
        let three = [at(x, y.saturating_sub(1)), at(x, y), at(x, (y + 1).min(height - 1))];
        std::array::from_fn(|c| (three.iter().map(|pixel| pixel[c]).sum::<i32>() + 4) / 9)
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect()
}

/// The expected picture, the actual one, and how far apart they are: the darker, the farther.
pub(crate) fn sheet(expected: &Bitmap, actual: &Bitmap) -> Option<Bitmap> {
    let (width, height) = (expected.width(), expected.height());
    let mut difference = Bitmap::new(width, height)?;
    for ((pixel, a), b) in difference.pixels_mut().iter_mut().zip(expected.pixels()).zip(actual.pixels()) {
        let apart = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        let gray = 255 - apart.saturating_mul(2);
        *pixel = [gray, gray, gray, 255];
    }
    let mut sheet = Bitmap::new(width * 3 + 8, height)?;
    sheet.fill([255, 0, 255, 255]);
    for (column, picture) in (0..).zip([expected, actual, &difference]) {
        sheet.paste_over(picture, column * (width + 4), 0);
    }
    Some(sheet)
}
