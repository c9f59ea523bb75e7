//! The vector tiles that a document is written from.

use std::{sync::Arc, time::Instant};

use crate::{
    cache::DataAge,
    service::{
        error::TileError,
        job::TileJob,
        served_source::ServedSource,
        sources::Sources,
        stored::{BackendObject, StoredBody},
        vectors::VectorEngine,
    },
    source::Freshness,
};

/// The media type of JSON documents.
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// The vector tiles that a document is written from, with their combined headers and freshness.
pub(super) struct Backing {
    pub(super) tiles: Vec<StoredBody>,
    pub(super) backend: BackendObject,
    pub(super) freshness: Freshness,
    pub(super) data: DataAge,
    pub(super) headers: Vec<(String, String)>,
}

impl Backing {
    /// Fetches the tiles of all vector sources for the tile of `job`.
    pub(super) async fn fetch(
        sources: &Sources,
        vectors: &VectorEngine,
        job: &TileJob,
        deadline: Instant,
    ) -> Result<Self, TileError> {
        let behind: Vec<&Arc<ServedSource>> = if job.source.is_drawn() {
            job.source.backends().filter_map(|id| sources.get(id)).collect()
        } else {
            vec![&job.source]
        };
        let requests = behind.iter().map(|source| {
            let tile = job.tile.ancestor(source.data_zoom());
            vectors.shared(source, tile, job.lang.as_ref(), deadline)
        });
        let mut backing = Self {
            tiles: Vec::new(),
            backend: BackendObject::Empty,
            freshness: Freshness::default(),
            data: DataAge::now(),
            headers: Vec::new(),
        };
        for fetched in futures_util::future::join_all(requests).await {
            match fetched {
                Ok(body) => backing.add(body),
                // A drawn tile without data is blank, so it contributes nothing to the document.
                Err(TileError::NoTile { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(backing)
    }

    fn add(&mut self, body: StoredBody) {
        if body.backend == BackendObject::Default {
            self.backend = BackendObject::Default;
        }
        self.freshness = self.freshness.strictest(body.freshness);
        self.data = self.data.oldest(body.data);
        self.headers.extend(body.expires());
        self.tiles.push(body);
    }

    /// A body with `text`, which is JSON written from these tiles, and with their headers.
    pub(super) fn body(&self, text: &str) -> StoredBody {
        StoredBody {
            backend: self.backend,
            freshness: self.freshness,
            data: self.data,
            headers: self.headers.clone().into(),
            ..StoredBody::text(text.as_bytes(), JSON)
        }
    }
}
