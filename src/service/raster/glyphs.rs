//! Glyph files for browsers: made by the pool that draws, kept within a limit.

use std::{sync::Arc, time::Instant};

use bytes::Bytes;

use crate::{
    cache::Weigh,
    service::{Content, Service, TileError, coding::pack},
    source::Encoding,
    text,
    work::{Class, WorkError},
};

/// Bytes of files kept.
const KEPT: u64 = 32 << 20;

/// Their media type, as `application/x-protobuf` is that of vector tiles.
const MEDIA_TYPE: &str = "application/x-protobuf";

/// What has been made: by the fonts of the stack and the first character.
#[derive(Debug)]
pub struct GlyphFiles(moka::future::Cache<(String, u32), Content>);

impl Default for GlyphFiles {
    fn default() -> Self {
        let weigh = |_: &(String, u32), file: &Content| u32::try_from(file.weight()).unwrap_or(u32::MAX);
        Self(moka::future::Cache::builder().max_capacity(KEPT).weigher(weigh).build())
    }
}

impl Service {
    /// The glyphs of the 256 characters from `first` on in the fonts of `stack` (names with commas between them);
    /// `None` where there is none of these fonts.
    pub async fn glyphs(&self, stack: &str, first: u32) -> Result<Option<Content>, TileError> {
        let fonts = &self.drawing.fonts;
        let Some(stack) = text::stack_of(fonts, stack) else { return Ok(None) };
        let until = Instant::now() + self.settings.karto.limits.request_timeout;
        let key = (stack.join(","), first);
        let make = async {
            let fonts = fonts.clone();
            let job = move |_: &crate::work::Ticket| {
                let file = text::glyph_file(&fonts, &stack, first);
                pack(&file, Encoding::Gzip).unwrap_or_else(|_| Bytes::new())
            };
            let packed = self.runner.run(Class::Drawing, until, job).await?;
            Ok(Content::new(packed, Encoding::Gzip, MEDIA_TYPE))
        };
        let made: Result<Content, Arc<WorkError>> = self.drawing.glyphs.0.try_get_with(key, make).await;
        made.map(Some).map_err(|error| match *error {
            WorkError::QueueFull => TileError::Busy { limit: "render" },
            WorkError::Deadline => TileError::Timeout,
            WorkError::Panicked | WorkError::Stopped => TileError::Lost,
        })
    }
}
