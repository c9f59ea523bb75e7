//! Fetches the vector tiles of a metatile.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};

use crate::{
    render::{Fetched, Need},
    tile::{Lang, TileId},
};

use crate::service::{
    error::TileError, sources::Sources, stored::StoredBody, styles::LoadedStyle, vectors::VectorEngine,
};

/// The maximum number of concurrent fetches for a metatile.
const CONCURRENT_FETCHES: usize = 16;

/// How long to wait for neighbors after the tile itself has arrived.
const GRACE: Duration = Duration::from_secs(1);

/// The vector tiles of a metatile, and the failures.
pub(super) struct VectorTiles {
    pub(super) tiles: Vec<(Need, StoredBody)>,
    pub(super) failed: Vec<(TileId, TileError)>,
}

impl VectorTiles {
    /// The error of a vector tile that overlaps `tile`, if one failed.
    pub(super) fn failure_of(&self, tile: TileId) -> Option<&TileError> {
        self.failed.iter().find(|(failed, _)| overlap(*failed, tile)).map(|(_, error)| error)
    }

    /// The tiles for drawing, sorted so that the image does not depend on the order in which they arrived.
    pub(super) fn to_draw(&self) -> Vec<Fetched> {
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
pub(super) struct Fetcher<'a> {
    pub(super) sources: &'a Sources,
    pub(super) vectors: &'a VectorEngine,
    pub(super) style: &'a LoadedStyle,
    pub(super) lang: Option<&'a Lang>,
    pub(super) deadline: Instant,
}

impl Fetcher<'_> {
    /// Fetches `needs`. It waits for the tiles that overlap `wanted`, and then only a little longer for the others, so
    /// that a slow or failing neighbor affects only labels at the edge.
    pub(super) async fn fetch(&self, needs: Vec<Need>, wanted: TileId) -> VectorTiles {
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
                    let own = waiting.iter().any(|need| overlap(need.tile, wanted));
                    if !own && until == self.deadline {
                        until = self.deadline.min(Instant::now() + GRACE);
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
