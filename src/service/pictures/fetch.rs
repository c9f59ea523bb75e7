//! The vector tiles that a metatile is drawn from, fetched together.

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

/// Vector tiles of one metatile fetched at a time.
const CONCURRENT_FETCHES: usize = 16;

/// How long neighbors are waited for once the tile itself is there.
const GRACE: Duration = Duration::from_secs(1);

/// What was fetched for a metatile.
pub(super) struct VectorTiles {
    pub(super) tiles: Vec<(Need, StoredBody)>,
    pub(super) failed: Vec<(TileId, TileError)>,
}

impl VectorTiles {
    /// Why the tiles under `tile` are not all there.
    pub(super) fn failure_of(&self, tile: TileId) -> Option<&TileError> {
        self.failed.iter().find(|(failed, _)| overlap(*failed, tile)).map(|(_, error)| error)
    }

    /// The tiles as they are drawn. The picture must not depend on which tile came first, so they are sorted.
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

/// Where the tiles of a metatile come from.
pub(super) struct Fetcher<'a> {
    pub(super) sources: &'a Sources,
    pub(super) vectors: &'a VectorEngine,
    pub(super) style: &'a LoadedStyle,
    pub(super) lang: Option<&'a Lang>,
    pub(super) deadline: Instant,
}

impl Fetcher<'_> {
    /// Fetches `needs`. The tiles under `wanted` are waited for; once they are there, the others get a little longer,
    /// so that a slow or broken neighbor costs labels at the edge but not the tile.
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

    /// One vector tile; `None` if it does not exist, which is drawn as nothing.
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

/// Whether one tile is the other, or a part of it.
pub(super) fn overlap(a: TileId, b: TileId) -> bool {
    a.ancestor(b.z()) == b.ancestor(a.z())
}
