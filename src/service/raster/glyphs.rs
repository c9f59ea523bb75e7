//! Glyph files for browsers, kept in the common cache.

use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::{
    cache::{GlyphKey, Keep, Made, Miss, Wait},
    service::{Content, Service, TileError, coding::pack},
    settings::FreshnessSettings,
    source::Encoding,
    text,
    work::{Class, Ticket, WorkError},
};

/// Their media type, as `application/x-protobuf` is that of vector tiles.
const MEDIA_TYPE: &str = "application/x-protobuf";

/// Glyph files change with the fonts only, and those are read once.
const UNCHANGING: FreshnessSettings = FreshnessSettings {
    fresh: Duration::from_secs(365 * 24 * 3600),
    by_zoom: Vec::new(),
    stale_while_revalidate: Duration::ZERO,
    stale_if_error: Duration::ZERO,
    negative: Duration::ZERO,
};

impl Service {
    /// The glyphs of the 256 characters from `first` on in the fonts of `stack` (names with commas between them);
    /// `None` if none of these fonts exists.
    pub async fn glyphs(&self, stack: &str, first: u32) -> Result<Option<Content>, TileError> {
        let Some(stack) = text::stack_of(&self.drawing.fonts, stack) else { return Ok(None) };
        let until = Instant::now() + self.settings.karto.limits.request_timeout;
        let key = GlyphKey { stack: stack.join(",").into(), first };
        let (fonts, runner) = (self.drawing.fonts.clone(), self.runner.clone());
        let make = || async move {
            let job = move |_: &Ticket| {
                let file = text::glyph_file(&fonts, &stack, first);
                pack(&file, Encoding::Gzip).unwrap_or_else(|_| Bytes::new())
            };
            let packed = runner.run(Class::Drawing, until, job).await.map_err(|error| match error {
                WorkError::QueueFull => TileError::Busy { limit: "render" },
                WorkError::Deadline => TileError::Timeout,
                WorkError::Panicked | WorkError::Stopped => TileError::Lost,
            })?;
            Ok(Made { value: Content::new(packed, Encoding::Gzip, MEDIA_TYPE), keep: Keep::AsConfigured })
        };
        match self.cache.get(&key.into(), &UNCHANGING, Wait::until(until), make).await {
            Ok(found) => Ok(Some(found.value)),
            Err(Miss::Failed(error)) => Err(error),
            Err(Miss::Timeout) => Err(TileError::Timeout),
            Err(Miss::Lost) => Err(TileError::Lost),
        }
    }
}
