//! In-memory images.

use super::alpha::{over, premultiplied, straight};

/// A buffer does not have the length of an image of the given size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes are not an image of {width}×{height} RGBA pixels")]
pub struct BitmapError {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Length of the buffer in bytes.
    pub bytes: usize,
}

/// An in-memory image: RGBA, 8 bits per channel, premultiplied, rows from the top without padding. It has at least one
/// pixel.
#[derive(Clone, PartialEq, Eq)]
pub struct Bitmap {
    width: u32,
    height: u32,
    /// `width × height × 4` bytes.
    data: Vec<u8>,
}

impl Bitmap {
    /// Creates a transparent image; `None` if a side is 0 or the size exceeds the address space.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let bytes = bytes_of(width, height)?;
        Some(Self { width, height, data: vec![0; bytes] })
    }

    /// Creates an image from `data`, which must contain exactly `width × height` premultiplied pixels.
    pub fn from_premultiplied(width: u32, height: u32, data: Vec<u8>) -> Result<Self, BitmapError> {
        if bytes_of(width, height) != Some(data.len()) {
            return Err(BitmapError { width, height, bytes: data.len() });
        }
        Ok(Self { width, height, data })
    }

    /// Creates an image from `data`, which must contain exactly `width × height` pixels with straight alpha.
    pub fn from_straight(width: u32, height: u32, data: Vec<u8>) -> Result<Self, BitmapError> {
        let mut bitmap = Self::from_premultiplied(width, height, data)?;
        bitmap.pixels_mut().iter_mut().for_each(|p| *p = premultiplied(*p));
        Ok(bitmap)
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The raw bytes.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// All pixels, row by row: red, green, blue and alpha, premultiplied.
    pub fn pixels(&self) -> &[[u8; 4]] {
        self.data.as_chunks::<4>().0
    }

    /// All pixels, mutable. No channel may exceed its alpha.
    pub fn pixels_mut(&mut self) -> &mut [[u8; 4]] {
        self.data.as_chunks_mut::<4>().0
    }

    /// The premultiplied pixel at a column and row; `None` outside of the image.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width {
            return None;
        }
        // The bytes of the image are addressable, and so is the index of any pixel up to one row beyond the last.
        self.pixels().get(y as usize * self.width as usize + x as usize).copied()
    }

    /// Fills the image with one color, given with straight alpha.
    pub fn fill(&mut self, color: [u8; 4]) {
        self.pixels_mut().fill(premultiplied(color));
    }

    /// A copy of a rectangle of the image; `None` if it is empty or not within the image.
    pub fn crop(&self, left: u32, top: u32, width: u32, height: u32) -> Option<Self> {
        if left.checked_add(width)? > self.width || top.checked_add(height)? > self.height {
            return None;
        }
        let mut data = Vec::with_capacity(bytes_of(width, height)?);
        let (stride, from, length) = (self.width as usize * 4, left as usize * 4, width as usize * 4);
        for row in self.data.chunks_exact(stride).skip(top as usize).take(height as usize) {
            data.extend_from_slice(row.get(from..from + length)?);
        }
        Some(Self { width, height, data })
    }

    /// Blends `other` over the image with its upper left corner at column `left` and row `top`. Parts outside of the
    /// image are ignored.
    pub fn paste_over(&mut self, other: &Self, left: u32, top: u32) {
        let (width, sources) = (self.width as usize, other.pixels().chunks_exact(other.width as usize));
        for (row, source) in self.pixels_mut().chunks_exact_mut(width).skip(top as usize).zip(sources) {
            for (pixel, source) in row.iter_mut().skip(left as usize).zip(source) {
                *pixel = over(*source, *pixel);
            }
        }
    }

    /// Whether all pixels are opaque.
    pub fn is_opaque(&self) -> bool {
        self.pixels().iter().all(|p| p[3] == 255)
    }

    /// The raw bytes with straight alpha.
    pub(super) fn straight_rgba(&self) -> Vec<u8> {
        self.pixels().iter().copied().flat_map(straight).collect()
    }

    /// The red, green and blue channels, blended over white.
    pub(super) fn rgb_on_white(&self) -> Vec<u8> {
        let over_white = |[r, g, b, a]: [u8; 4]| {
            let white = 255 - a;
            [r.saturating_add(white), g.saturating_add(white), b.saturating_add(white)]
        };
        self.pixels().iter().copied().flat_map(over_white).collect()
    }
}

/// The number of bytes of an image; `None` if a side is 0 or the number is too large.
fn bytes_of(width: u32, height: u32) -> Option<usize> {
    let bytes = usize::try_from(u64::from(width).checked_mul(u64::from(height))?.checked_mul(4)?).ok()?;
    (bytes > 0 && bytes <= isize::MAX.unsigned_abs()).then_some(bytes)
}

impl std::fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bitmap").field("width", &self.width).field("height", &self.height).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(width: u32, height: u32) -> Bitmap {
        let mut bitmap = Bitmap::new(width, height).unwrap();
        bitmap.pixels_mut().iter_mut().zip(0u8..).for_each(|(p, i)| *p = [i, i, i, 255]);
        bitmap
    }

    #[test]
    fn a_buffer_of_the_wrong_size_is_rejected() {
        let refused = |width, height, bytes| Bitmap::from_premultiplied(width, height, vec![0; bytes]).is_err();
        assert!(refused(2, 2, 12) && refused(0, 0, 0) && refused(u32::MAX, u32::MAX, 4));
        assert!(Bitmap::new(0, 5).is_none() && Bitmap::new(u32::MAX, u32::MAX).is_none());
    }

    #[test]
    fn a_crop_must_be_within_the_picture() {
        let bitmap = numbered(4, 3);
        let part = bitmap.crop(1, 1, 2, 2).unwrap();
        assert_eq!(part.pixels().iter().map(|p| p[0]).collect::<Vec<_>>(), [5, 6, 9, 10]);
        assert!(bitmap.crop(3, 0, 2, 1).is_none() && bitmap.crop(0, 0, 0, 1).is_none());
        assert!(bitmap.crop(u32::MAX, 0, 2, 1).is_none());
    }

    #[test]
    fn pixels_pasted_outside_are_ignored() {
        let mut bitmap = Bitmap::new(3, 2).unwrap();
        bitmap.paste_over(&numbered(2, 2), 2, 1);
        bitmap.paste_over(&numbered(2, 2), 7, 7);
        assert_eq!(bitmap.pixels().iter().filter(|p| p[3] > 0).count(), 1);
        assert_eq!(bitmap.pixel(2, 1), Some([0, 0, 0, 255]));
        assert_eq!((bitmap.pixel(3, 0), bitmap.pixel(0, 2)), (None, None));
    }
}
