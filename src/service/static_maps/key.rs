//! Cache keys of static maps.

use std::fmt;

use md5::{Digest, Md5};

use crate::cache::StaticMapKey;

use super::job::StaticMapJob;

/// Hashes what is written to it.
struct Hasher(Md5);

impl fmt::Write for Hasher {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl StaticMapJob {
    /// The key of the picture. Takes time in proportion to the overlay.
    pub(super) fn key(&self) -> StaticMapKey {
        let mut hasher = Hasher(Md5::new());
        let Self { source, view, scale, format, lang, overlay, place, attribution, beyond_poles } = self;
        // Writing to the hasher cannot fail. `Debug` writes numbers with all their digits, and quotes texts.
        let _ = fmt::write(
            &mut hasher,
            format_args!("{:?}", (view, scale, format, lang, overlay, place, attribution, beyond_poles)),
        );
        StaticMapKey {
            source: source.settings.id.clone(),
            zoom: (view.zoom + 1.0).clamp(0.0, 255.0) as u8,
            digest: hasher.0.finalize().into(),
        }
    }
}
