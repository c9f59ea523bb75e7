//! Compares the pixels of two images.

use super::difference::Difference;
use crate::image::{Bitmap, DecodeError, decode};

/// The images in two responses to the same request.
#[derive(Debug)]
pub(crate) struct PicturePair {
    /// From the old server.
    pub(crate) old: Bitmap,
    /// From the new server.
    pub(crate) new: Bitmap,
    /// The largest difference of a channel that is ignored.
    tolerance: u8,
    /// Pixels that count as different.
    differing: usize,
    /// The largest difference of a channel.
    largest: u8,
}

impl PicturePair {
    /// Decodes both and compares them. A pixel counts if one of its channels differs by more than `tolerance`.
    pub(crate) fn decode(old: &[u8], new: &[u8], tolerance: u8) -> Result<Self, DecodeError> {
        let (old, new) = (decode(old)?, decode(new)?);
        let mut pair = Self { old, new, tolerance, differing: 0, largest: 0 };
        if pair.is_same_size() {
            let distances = pair.distances();
            pair.differing = distances.iter().filter(|distance| **distance > tolerance).count();
            pair.largest = distances.into_iter().max().unwrap_or(0);
        }
        Ok(pair)
    }

    /// The difference; `None` if no pixel counts as different.
    pub(crate) fn difference(&self) -> Option<Difference> {
        let size = |picture: &Bitmap| (picture.width(), picture.height());
        if !self.is_same_size() {
            return Some(Difference::Size(size(&self.old), size(&self.new)));
        }
        (self.differing > 0).then(|| Difference::Pixels { share: self.share(), largest: self.largest })
    }

    /// The fraction of pixels that differ, 0 to 1; 1 if the sizes differ.
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
        let (old, new) = (self.old.pixels(), self.new.pixels());
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
