//! The same body in another content coding.

use std::{sync::Arc, time::Instant};

use crate::{cache::CacheKey, settings::FreshnessSettings, source::Encoding, work::Runner};

use super::{
    error::TileError,
    run::run_short,
    stored::{BodyCache, StoredBody},
};

/// Makes other codings of bodies, and keeps those worth keeping.
pub(super) struct Recoder {
    cache: BodyCache,
    runner: Arc<Runner>,
    /// Bytes a body may have when unpacked.
    limit: usize,
}

impl Recoder {
    pub(super) fn new(cache: BodyCache, runner: Arc<Runner>, limit: usize) -> Self {
        Self { cache, runner, limit }
    }

    /// `body` packed as `coding`.
    pub(super) async fn recoded(
        &self,
        body: StoredBody,
        coding: Encoding,
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        if coding == body.encoding {
            return Ok(body);
        }
        let limit = self.limit;
        run_short(&self.runner, deadline, move || body.recoded(coding, limit)).await?
    }

    /// `body`, which is kept under `key`, packed as `coding`: found in the cache, or made and kept.
    pub(super) async fn kept(
        &self,
        key: &CacheKey,
        policy: &FreshnessSettings,
        body: StoredBody,
        coding: Encoding,
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        if coding == body.encoding {
            return Ok(body);
        }
        let tag = body.etag(coding);
        let variant = CacheKey { coding: 1 + coding as u8, ..key.clone() };
        // A coding of an older body may still be there.
        if let Some(kept) = self.cache.peek(&variant, policy).await
            && *kept.tag == *tag.trim_matches('"')
        {
            return Ok(kept);
        }
        let recoded = self.recoded(body, coding, deadline).await?;
        if coding != Encoding::Identity {
            // Unpacking is cheap and rarely asked for; brotli and zstd are worth their memory.
            self.cache.put(variant, policy, recoded.clone().into()).await;
        }
        Ok(recoded)
    }
}
