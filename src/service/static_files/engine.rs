//! Compressed texts, kept in the cache of the service.

use std::{sync::Arc, time::Instant};

use crate::{
    cache::{CacheKey, FileKey, Wait},
    service::{
        body_memory::BodyMemory,
        error::TileError,
        run::run_short,
        stored::{BodyCache, StoredBody, UNCHANGING},
    },
    work::Runner,
};

use super::file::StaticFile;

/// Reads and compresses texts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct StaticFileEngine {
    cache: BodyCache,
    runner: Arc<Runner>,
    memory: Arc<BodyMemory>,
}

impl StaticFileEngine {
    pub(crate) fn new(cache: BodyCache, runner: Arc<Runner>, memory: Arc<BodyMemory>) -> Self {
        Self { cache, runner, memory }
    }

    /// The whole of `file`, compressed if it is long enough, with its cache key. The key changes with the file.
    pub(crate) async fn text(&self, file: StaticFile, deadline: Instant) -> Result<(CacheKey, StoredBody), TileError> {
        let key = CacheKey::from(FileKey { path: file.name.clone(), len: file.len, milliseconds: file.milliseconds() });
        let make = || {
            let (runner, memory, mut file) = (self.runner.clone(), self.memory.clone(), file);
            async move {
                let bytes = file.read_counted(0, file.len, &memory).await?;
                // It may wait for a thread.
                let _hold = memory.room(bytes.len())?;
                let pack = move || StoredBody::text(&bytes, &file.content_type);
                run_short(&runner, deadline, pack).await.map(Into::into)
            }
        };
        let found = self.cache.get(&key, &UNCHANGING, Wait::until(deadline), make).await?;
        Ok((key, found.value))
    }
}
