//! Conversion of bodies to other content codings.

use std::{sync::Arc, time::Instant};

use crate::{cache::CacheKey, settings::FreshnessSettings, source::Encoding, work::Runner};

use super::{
    body_memory::BodyMemory,
    error::TileError,
    run::run_short,
    shared_buffers::SharedBuffers,
    stored::{BodyCache, StoredBody},
};

/// Converts bodies to other codings, and caches the results that are worth it.
pub(super) struct Recoder {
    cache: BodyCache,
    runner: Arc<Runner>,
    buffers: SharedBuffers,
    memory: Arc<BodyMemory>,
    /// The maximum size of a decompressed body, in bytes.
    limit: usize,
}

impl Recoder {
    pub(super) fn new(
        cache: BodyCache,
        runner: Arc<Runner>,
        buffers: SharedBuffers,
        memory: Arc<BodyMemory>,
        limit: usize,
    ) -> Self {
        Self { cache, runner, buffers, memory, limit }
    }

    /// `body`, encoded as `coding`. Concurrent requests for the same share one conversion and its result.
    pub(super) async fn recoded(
        &self,
        body: StoredBody,
        coding: Encoding,
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        if coding == body.encoding {
            return Ok(body);
        }
        // The tag is a hash of the bytes and names the coding.
        let name = format!("body {}", body.etag(coding));
        let make = || {
            let (runner, body, limit) = (self.runner.clone(), body.clone(), self.limit);
            let size = body.plain_size(limit);
            // Without room for the result, the work would be in vain.
            let hold = self.memory.room(size);
            async move {
                let _hold = hold?;
                run_short(&runner, deadline, move || body.recoded_bytes(coding, limit)).await?
            }
        };
        let bytes = self.buffers.get(&name, deadline, make).await?;
        Ok(body.with_bytes(bytes, coding))
    }

    /// `body`, which is cached under `key`, encoded as `coding`: from the cache, or converted and cached.
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
        // The cached variant may be of an older body.
        if let Some(kept) = self.cache.peek(&variant, policy).await
            && *kept.tag == *tag.trim_matches('"')
        {
            return Ok(kept);
        }
        let recoded = self.recoded(body, coding, deadline).await?;
        if coding != Encoding::Identity {
            // Decompression is cheap and rarely needed; compressed variants are worth their memory.
            self.cache.put(variant, policy, recoded.clone().into()).await;
        }
        Ok(recoded)
    }
}
