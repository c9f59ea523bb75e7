//! Pixels in which two images differ.

use tiny_skia::Pixmap;

use super::difference::Difference;
use crate::render::{ImageError, decode_image};

/// Two images that answer one request.
#[derive(Debug)]
pub(crate) struct PicturePair {
    /// From the old server.
    pub(crate) old: Pixmap,
    /// From the new server.
    pub(crate) new: Pixmap,
    /// How far a channel may differ before its pixel counts.
    tolerance: u8,
    /// Pixels that count as different.
    differing: usize,
    /// The largest difference of a channel.
    largest: u8,
}

impl PicturePair {
    /// Decodes both and compares them. A pixel counts if one of its channels differs by more than `tolerance`.
    pub(crate) fn decode(old: &[u8], new: &[u8], tolerance: u8) -> Result<Self, ImageError> {
        let (old, new) = (decode_image(old)?, decode_image(new)?);
        let mut pair = Self { old, new, tolerance, differing: 0, largest: 0 };
        if pair.is_same_size() {
            let distances = pair.distances();
            pair.differing = distances.iter().filter(|distance| **distance > tolerance).count();
            pair.largest = distances.into_iter().max().unwrap_or(0);
        }
        Ok(pair)
    }

    /// How they differ, `None` if no pixel counts as different.
    pub(crate) fn difference(&self) -> Option<Difference> {
        let size = |picture: &Pixmap| (picture.width(), picture.height());
        if !self.is_same_size() {
            return Some(Difference::Size(size(&self.old), size(&self.new)));
        }
        (self.differing > 0).then(|| Difference::Pixels { share: self.share(), largest: self.largest })
    }

    /// The share of pixels that differ, 0 to 1; 1 if the sizes differ.
    pub(crate) fn share(&self) -> f64 {
        if !self.is_same_size() {
            return 1.0;
        }
        self.differing as f64 / (f64::from(self.old.width()) * f64::from(self.old.height()))
    }

    /// The largest difference of a channel for each pixel. Empty if the sizes differ.
    pub(crate) fn distances(&self) -> Vec<u8> {
        if !self.is_same_size() {
            return Vec::new();
        }
        let (old, new) = (self.old.data().as_chunks::<4>().0, self.new.data().as_chunks::<4>().0);
        let distance = |(a, b): (&[u8; 4], &[u8; 4])| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        old.iter().zip(new).map(distance).collect()
    }

    /// Whether a pixel with this largest channel difference counts as different.
    pub(crate) fn counts(&self, distance: u8) -> bool {
        distance > self.tolerance
    }

    fn is_same_size(&self) -> bool {
        (self.old.width(), self.old.height()) == (self.new.width(), self.new.height())
    }
}
