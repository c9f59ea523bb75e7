//! Glyph files for browsers, kept in the cache of the service.

use std::sync::Arc;

use crate::{
    cache::{CacheKey, GlyphKey, Wait},
    source::Encoding,
    text::{self, FontSet},
};

use super::{
    caller::Caller,
    coding::pack,
    drawing::Drawing,
    error::TileError,
    stored::{BodyCache, StoredBody, UNCHANGING},
};

/// The media type of glyph files.
const MEDIA_TYPE: &str = "application/x-protobuf";

/// Makes glyph files. Cheap to clone.
#[derive(Clone)]
pub(super) struct GlyphEngine {
    fonts: Arc<FontSet>,
    cache: BodyCache,
    drawing: Drawing,
}

impl GlyphEngine {
    pub(super) fn new(fonts: Arc<FontSet>, cache: BodyCache, drawing: Drawing) -> Self {
        Self { fonts, cache, drawing }
    }

    /// The glyphs of the 256 characters from `first` on, in the fonts of `stack` (comma-separated names), with their
    /// cache key; `None` if none of these fonts exists.
    pub(super) async fn file(
        &self,
        stack: &str,
        first: u32,
        caller: Caller,
    ) -> Result<Option<(CacheKey, StoredBody)>, TileError> {
        let Some(stack) = text::stack_of(&self.fonts, stack) else { return Ok(None) };
        let key = CacheKey::from(GlyphKey { stack: stack.join(",").into(), first });
        let make = || {
            let (fonts, drawing) = (self.fonts.clone(), self.drawing.clone());
            async move {
                let job = move || {
                    let file = text::glyph_file(&fonts, &stack, first);
                    let packed = pack(&file, Encoding::Gzip).map_err(TileError::render)?;
                    Ok(StoredBody::new(&packed, Encoding::Gzip, MEDIA_TYPE))
                };
                drawing.run_small("glyphs", caller, job).await?.map(Into::into)
            }
        };
        let found = self.cache.get(&key, &UNCHANGING, Wait::until(caller.deadline), make).await?;
        Ok(Some((key, found.value)))
    }
}
