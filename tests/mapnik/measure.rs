//! How far two pictures agree, and a sheet that shows where they do not.

use karto::image::Bitmap;

/// How far apart the channels of pixels that agree may be.
const TOLERANCE: i32 = 40;

/// Percent of the pixels that agree after a blur of 3 × 3 pixels; `None` if the pictures differ in size.
pub(crate) fn agreement(expected: &Bitmap, actual: &Bitmap) -> Option<f64> {
    let (width, height) = (expected.width() as usize, expected.height() as usize);
    if (expected.width(), expected.height()) != (actual.width(), actual.height()) {
        return None;
    }
    // Means are only apart where one of their pixels is.
    let mut asked = vec![false; width * height];
    let far = |a: &[u8; 4], b: &[u8; 4]| a.iter().zip(b).any(|(a, b)| i32::from(a.abs_diff(*b)) > TOLERANCE);
    for (y, (a, b)) in expected.pixels().chunks(width).zip(actual.pixels().chunks(width)).enumerate() {
        if a == b {
            continue;
        }
        for x in (0..width).filter(|x| a[*x] != b[*x] && far(&a[*x], &b[*x])) {
            for row in y.saturating_sub(1)..(y + 2).min(height) {
                asked[row * width + x.saturating_sub(1)..row * width + (x + 2).min(width)].fill(true);
            }
        }
    }
    let apart = |i: &usize| {
        let (a, b) = (mean(expected, i % width, i / width), mean(actual, i % width, i / width));
        a.iter().zip(&b).any(|(a, b)| (a - b).abs() > TOLERANCE)
    };
    let different = (0..asked.len()).filter(|i| asked[*i]).filter(apart).count();
    Some(100.0 - 100.0 * different as f64 / asked.len() as f64)
}

/// The mean of the 3 × 3 pixels around a pixel; beyond the edges is what is at them.
fn mean(picture: &Bitmap, x: usize, y: usize) -> [i32; 4] {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut sum = [4; 4];
    for row in [y.saturating_sub(1), y, (y + 1).min(height - 1)] {
        for column in [x.saturating_sub(1), x, (x + 1).min(width - 1)] {
            let pixel = picture.pixels()[row * width + column];
            for (sum, channel) in sum.iter_mut().zip(pixel) {
                *sum += i32::from(channel);
            }
        }
    }
    sum.map(|sum| sum / 9)
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
