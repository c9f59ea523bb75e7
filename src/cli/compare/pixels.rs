//! Where two pictures differ.

use super::difference::Difference;
use crate::image::{Bitmap, DecodeError, decode};

/// Two pictures of one request.
#[derive(Debug)]
pub struct Pair {
    /// The old server's.
    pub old: Bitmap,
    /// The new server's.
    pub new: Bitmap,
    tolerance: u8,
    differing: usize,
    most: u8,
}

impl Pair {
    /// Decodes both and compares them; channels that differ by no more than `tolerance` are the same.
    pub fn decode(old: &[u8], new: &[u8], tolerance: u8) -> Result<Self, DecodeError> {
        let (old, new) = (decode(old)?, decode(new)?);
        let mut pair = Self { old, new, tolerance, differing: 0, most: 0 };
        if pair.is_same_size() {
            let distances = pair.distances();
            pair.differing = distances.iter().filter(|distance| **distance > tolerance).count();
            pair.most = distances.into_iter().max().unwrap_or(0);
        }
        Ok(pair)
    }

    /// How they differ.
    pub fn difference(&self) -> Option<Difference> {
        let size = |picture: &Bitmap| (picture.width(), picture.height());
        if !self.is_same_size() {
            return Some(Difference::Size(size(&self.old), size(&self.new)));
        }
        (self.differing > 0).then(|| Difference::Pixels { share: self.share(), most: self.most })
    }

    /// The share of pixels that differ; all of them when the sizes do.
    pub fn share(&self) -> f64 {
        if !self.is_same_size() {
            return 1.0;
        }
        self.differing as f64 / (f64::from(self.old.width()) * f64::from(self.old.height()))
    }

    /// The largest difference of a channel, pixel by pixel. Empty when the sizes differ.
    pub fn distances(&self) -> Vec<u8> {
        if !self.is_same_size() {
            return Vec::new();
        }
        let (old, new) = (self.old.pixels(), self.new.pixels());
        let distance = |(a, b): (&[u8; 4], &[u8; 4])| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
        old.iter().zip(new).map(distance).collect()
    }

    /// Whether a difference counts.
    pub fn counts(&self, distance: u8) -> bool {
        distance > self.tolerance
    }

    fn is_same_size(&self) -> bool {
        (self.old.width(), self.old.height()) == (self.new.width(), self.new.height())
    }
}
