//! The borrowed picture that encoders read.

use super::EncodeError;

/// A picture: premultiplied RGBA, 8 bits a channel, rows from the top without padding.
/// The constructor checks the size, so every `Pixels` has at least one pixel and a full buffer.
#[derive(Debug, Clone, Copy)]
pub struct Pixels<'a> {
    rgba: &'a [u8],
    width: u32,
    height: u32,
}

impl<'a> Pixels<'a> {
    /// The picture in `rgba`, which must hold exactly `width × height × 4` bytes.
    pub fn new(rgba: &'a [u8], width: u32, height: u32) -> Result<Self, EncodeError> {
        let wanted = u64::from(width) * u64::from(height) * 4;
        if wanted == 0 || wanted != rgba.len() as u64 {
            return Err(EncodeError::Size { width, height, bytes: rgba.len() });
        }
        Ok(Self { rgba, width, height })
    }

    /// The pixels of a canvas.
    pub fn of(pixmap: &'a tiny_skia::Pixmap) -> Self {
        // A pixmap is never empty and always full, so there is nothing to check.
        Self { rgba: pixmap.data(), width: pixmap.width(), height: pixmap.height() }
    }

    /// Pixels in a row.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(self) -> u32 {
        self.height
    }

    /// Every pixel as four premultiplied bytes, row by row.
    pub(super) fn iter(self) -> impl ExactSizeIterator<Item = [u8; 4]> + 'a {
        self.rgba.as_chunks::<4>().0.iter().copied()
    }

    /// Whether no pixel lets anything through.
    pub(super) fn is_opaque(self) -> bool {
        self.iter().all(|p| p[3] == 255)
    }

    /// The pixels with straight (not premultiplied) alpha.
    pub(super) fn straight_rgba(self) -> Vec<u8> {
        self.iter().flat_map(straight).collect()
    }

    /// The pixels without alpha, laid over white.
    pub(super) fn rgb_on_white(self) -> Vec<u8> {
        self.iter()
            .flat_map(|[r, g, b, a]| {
                let white = 255 - a;
                [r.saturating_add(white), g.saturating_add(white), b.saturating_add(white)]
            })
            .collect()
    }
}

/// One premultiplied pixel with its alpha divided out, rounded to the nearest.
pub(super) fn straight([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    match a {
        255 => [r, g, b, a],
        0 => [0; 4],
        _ => {
            let alpha = u32::from(a);
            let divide = |c: u8| ((u32::from(c) * 255 + alpha / 2) / alpha).min(255) as u8;
            [divide(r), divide(g), divide(b), a]
        }
    }
}
