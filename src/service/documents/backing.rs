//! The vector tiles behind a request, and their headers together.

use std::{sync::Arc, time::Instant};

use crate::{
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

/// The media type of everything written from them.
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// The vector tiles behind a request, and their headers together.
pub(super) struct Backing {
    pub(super) tiles: Vec<StoredBody>,
    pub(super) backend: BackendObject,
    pub(super) freshness: Freshness,
    pub(super) headers: Vec<(String, String)>,
}

impl Backing {
    /// The tiles of all vector sources at the place of `job`.
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
            headers: Vec::new(),
        };
        for fetched in futures_util::future::join_all(requests).await {
            match fetched {
                Ok(body) => backing.add(body),
                // A drawn tile without data is blank, so its JSON is empty.
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
        self.headers.extend(body.expires());
        self.tiles.push(body);
    }

    /// JSON written from these tiles, with their headers.
    pub(super) fn body(&self, text: &str) -> StoredBody {
        StoredBody {
            backend: self.backend,
            freshness: self.freshness,
            headers: self.headers.clone().into(),
            ..StoredBody::text(text.as_bytes(), JSON)
        }
    }
}
