//! Fetches the vector tiles of a picture.

use std::{collections::BTreeSet, time::Instant};

use futures_util::{StreamExt, stream};

use crate::{
    render::{Fetched, Need},
    source::Freshness,
    telemetry::{Event, event},
    tile::{Lang, TileId},
};

use crate::service::{
    error::TileError, sources::Sources, stored::StoredBody, styles::LoadedStyle, vectors::VectorEngine,
};

/// The maximum number of concurrent fetches for a picture.
const CONCURRENT_FETCHES: usize = 16;

/// The vector tiles of a picture, and the failures.
pub(crate) struct VectorTiles {
    pub(crate) tiles: Vec<(Need, StoredBody)>,
    pub(super) failed: Vec<(TileId, TileError)>,
}

impl VectorTiles {
    /// The error of a vector tile that overlaps `tile`, if one failed.
    pub(super) fn failure_of(&self, tile: TileId) -> Option<&TileError> {
        self.failure(|failed| overlap(failed, tile))
    }

    /// The error of a `wanted` vector tile, if one failed.
    pub(crate) fn failure(&self, wanted: impl Fn(TileId) -> bool) -> Option<&TileError> {
        self.failed.iter().find(|(failed, _)| wanted(*failed)).map(|(_, error)| error)
    }

    /// `body`, which is drawn from these tiles, with their freshness and age: those of the strictest and of the oldest
    /// one. If neighbors are missing, and with them labels, the picture is incomplete.
    pub(crate) fn aged(&self, mut body: StoredBody, source: &str) -> StoredBody {
        body.freshness = Freshness::default();
        for (_, vector) in &self.tiles {
            body.freshness = body.freshness.strictest(vector.freshness);
            body.data = body.data.oldest(vector.data);
        }
        if self.failed.is_empty() {
            return body;
        }
        event::PictureIncomplete { source }.emit();
        body.incompletely_made()
    }

    /// The tiles for drawing, sorted so that the image does not depend on the order in which they arrived.
    pub(crate) fn to_draw(&self) -> Vec<Fetched> {
        let fetched = |(need, body): &(Need, StoredBody)| Fetched {
            need: need.clone(),
            bytes: body.bytes.clone(),
            packing: body.encoding.packing(),
        };
        let mut tiles: Vec<Fetched> = self.tiles.iter().map(fetched).collect();
        tiles.sort_by(|a, b| a.need.cmp(&b.need));
        tiles
    }
}

/// Fetches vector tiles.
pub(crate) struct Fetcher<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) vectors: &'a VectorEngine,
    pub(crate) style: &'a LoadedStyle,
    pub(crate) lang: Option<&'a Lang>,
    pub(crate) deadline: Instant,
}

impl Fetcher<'_> {
    /// Fetches `needs`. It waits for the tiles that are `wanted`, and then only a little longer for the others, so that a
    /// slow or failing neighbor affects only labels at the edge.
    pub(crate) async fn fetch(&self, needs: Vec<Need>, wanted: impl Fn(TileId) -> bool) -> VectorTiles {
        let mut waiting: BTreeSet<Need> = needs.iter().cloned().collect();
        let mut requests = stream::iter(needs)
            .map(|need| async move {
                let result = self.one(&need).await;
                (need, result)
            })
            .buffer_unordered(CONCURRENT_FETCHES);
        let mut fetched = VectorTiles { tiles: Vec::new(), failed: Vec::new() };
        let mut until = self.deadline;
        loop {
            match tokio::time::timeout_at(until.into(), requests.next()).await {
                Ok(Some((need, result))) => {
                    waiting.remove(&need);
                    match result {
                        Ok(Some(body)) => fetched.tiles.push((need, body)),
                        Ok(None) => {}
                        Err(error) => fetched.failed.push((need.tile, error)),
                    }
                    let own = waiting.iter().any(|need| wanted(need.tile));
                    if !own && until == self.deadline {
                        until = self.deadline.min(Instant::now() + self.vectors.grace);
                    }
                }
                Ok(None) => return fetched,
                Err(_) => {
                    fetched.failed.extend(waiting.into_iter().map(|need| (need.tile, TileError::Timeout)));
                    return fetched;
                }
            }
        }
    }

    /// Fetches a vector tile; `None` if it does not exist.
    async fn one(&self, need: &Need) -> Result<Option<StoredBody>, TileError> {
        let backend = self.style.backend(&need.source).and_then(|id| self.sources.get(id));
        let Some(source) = backend else { return Ok(None) };
        match self.vectors.shared(source, need.tile, self.lang, self.deadline).await {
            Ok(body) => Ok(Some(body)),
            Err(TileError::NoTile { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Whether one tile contains the other or both are the same.
pub(super) fn overlap(a: TileId, b: TileId) -> bool {
    a.ancestor(b.z()) == b.ancestor(a.z())
}
