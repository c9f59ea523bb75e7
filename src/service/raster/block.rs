//! One block of tiles, drawn as one picture.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use tracing::Instrument;

use crate::{
    cache::TileKey,
    image::{self, Chroma, Pixels},
    render::{self, Fetched, MARGIN, Metatile, Need, PictureError, View},
    settings::{self, PngMode, StyleSettings},
    source::{Encoding, Freshness},
    telemetry::{Event, event},
    tile::{Format, Scale, TileId},
    work::{Class, Ticket, WorkError},
};

use super::Drawn;
use crate::service::{Content, Service, Substance, TileError, Wanted, coding::pack, json::passed_on, kept, key_of};

/// Vector tiles of one block fetched at a time.
const FETCHES: usize = 16;

/// How long neighbours are waited for once the tile itself is there.
const GRACE: Duration = Duration::from_secs(1);

/// How long a tile is kept whose neighbours failed.
const INCOMPLETE: Duration = Duration::from_secs(10);

/// The encoded tiles of a block.
#[derive(Debug, Clone)]
pub struct Block(Arc<Vec<(TileId, Content)>>);

impl Block {
    /// One of them.
    pub fn tile(&self, tile: TileId) -> Option<Content> {
        self.0.iter().find(|(id, _)| *id == tile).map(|(_, content)| content.clone())
    }
}

impl Service {
    /// Fetches, draws, cuts, encodes, keeps.
    pub(super) async fn draw_block(
        self: Arc<Self>,
        wanted: Wanted,
        style: Arc<Drawn>,
        metatile: Metatile,
        deadline: Instant,
    ) -> Result<Block, TileError> {
        let view = metatile.view(wanted.scale);
        let needs = render::needs(&style.style, &view, MARGIN, &style.infos);
        let Fetches { tiles, failed } = self.fetch_all(&style, needs, &wanted, deadline).await;
        if let Some((_, error)) = failed.iter().find(|(tile, _)| covers(*tile, wanted.tile)) {
            return Err(error.clone());
        }
        let fetched = tiles.iter().map(|(need, content)| Fetched {
            need: need.clone(),
            bytes: content.body.clone(),
            packing: content.encoding.packing(),
        });
        // The picture must not depend on which tile came first.
        let mut fetched: Vec<Fetched> = fetched.collect();
        fetched.sort_by(|a, b| a.need.cmp(&b.need));
        let until = deadline.min(Instant::now() + self.drawing.deadline);
        let (scale, format) = (wanted.scale, wanted.format);
        let (asked, source) = (Instant::now(), wanted.source.settings.id.clone());
        let job = move |ticket: &Ticket| {
            let (waited, begun) = (asked.elapsed(), Instant::now());
            let images = encoded(&style, metatile, scale, format, &fetched, ticket);
            event::Drawn { source: &source, waited, took: begun.elapsed() }.emit();
            images
        };
        let span = tracing::error_span!("draw", source = &*wanted.source.settings.id, tile = %wanted.tile);
        let images =
            self.runner.run(Class::Drawing, until, job).instrument(span).await.map_err(|error| match error {
                WorkError::QueueFull => TileError::Busy { limit: "render" },
                WorkError::Deadline => TileError::Timeout,
                WorkError::Panicked => TileError::Render { detail: error.to_string() },
                WorkError::Stopped => TileError::Lost,
            })??;
        let whole = images.into_iter().filter(|(tile, _)| !failed.iter().any(|(missing, _)| covers(*missing, *tile)));
        let block = whole.map(|(tile, bytes)| {
            let mut content = about(tile, bytes, format, &tiles);
            if !failed.is_empty() {
                // Labels from the neighbour are missing: soon to be drawn again.
                let soon = content.freshness.max_age.map_or(INCOMPLETE, |age| age.min(INCOMPLETE));
                content.freshness.max_age = Some(soon);
            }
            (tile, content)
        });
        let block: Vec<_> = block.collect();
        let policy = &wanted.source.settings.freshness;
        for (tile, content) in block.iter().filter(|(tile, _)| *tile != wanted.tile) {
            let key = TileKey { tile: *tile, ..key_of(&wanted) };
            self.cache.put(key.into(), policy, kept(content.clone())).await;
        }
        Ok(Block(Arc::new(block)))
    }

    /// The vector tiles of the block. Those under the wanted tile are waited for; once they are there, the
    /// others get a little longer, so that a slow or broken neighbour costs labels at the edge and no tile.
    async fn fetch_all(
        self: &Arc<Self>,
        style: &Drawn,
        needs: Vec<Need>,
        wanted: &Wanted,
        deadline: Instant,
    ) -> Fetches {
        let mut waiting: BTreeSet<Need> = needs.iter().cloned().collect();
        let mut asks = stream::iter(needs)
            .map(|need| async move {
                let found = self.needed(style, &need, wanted, deadline).await;
                (need, found)
            })
            .buffer_unordered(FETCHES);
        let mut fetches = Fetches { tiles: Vec::new(), failed: Vec::new() };
        let mut until = deadline;
        loop {
            match tokio::time::timeout_at(until.into(), asks.next()).await {
                Ok(Some((need, found))) => {
                    waiting.remove(&need);
                    match found {
                        Ok(Some(content)) => fetches.tiles.push((need, content)),
                        Ok(None) => {}
                        Err(error) => fetches.failed.push((need.tile, error)),
                    }
                    let own = waiting.iter().any(|need| covers(need.tile, wanted.tile));
                    if !own && until == deadline {
                        until = deadline.min(Instant::now() + GRACE);
                    }
                }
                Ok(None) => return fetches,
                Err(_) => {
                    fetches.failed.extend(waiting.into_iter().map(|need| (need.tile, TileError::Timeout)));
                    return fetches;
                }
            }
        }
    }

    /// One vector tile of the block; `None` where there is none, which is drawn as nothing.
    async fn needed(
        self: &Arc<Self>,
        style: &Drawn,
        need: &Need,
        wanted: &Wanted,
        deadline: Instant,
    ) -> Result<Option<Content>, TileError> {
        let Some(source) = style.backend(&need.source).and_then(|id| self.sources.get(id)) else { return Ok(None) };
        match self.shared_vector(source, need.tile, wanted.lang.as_ref(), deadline).await {
            Ok(content) => Ok(Some(content)),
            Err(TileError::NoTile { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// What came of fetching.
struct Fetches {
    tiles: Vec<(Need, Content)>,
    failed: Vec<(TileId, TileError)>,
}

/// Draws the block and encodes its tiles. Runs in the pool.
fn encoded(
    style: &Drawn,
    metatile: Metatile,
    scale: Scale,
    format: Format,
    tiles: &[Fetched],
    ticket: &Ticket,
) -> Result<Vec<(TileId, Bytes)>, TileError> {
    let resources = style.resources(scale);
    if format == Format::Svg {
        let document = |tile: TileId| {
            let view = View::of_tile(tile, scale);
            let text = render::svg(&style.style, &view, &style.infos, tiles, resources, ticket).map_err(failed)?;
            // SVG is text, so it is kept packed.
            let packed = pack(text.as_bytes(), Encoding::Gzip);
            Ok((tile, packed.map_err(|error| TileError::Render { detail: error.to_string() })?))
        };
        return metatile.tiles().map(document).collect();
    }
    let view = metatile.view(scale);
    let picture = render::picture(&style.style, &view, &style.infos, tiles, resources, ticket).map_err(failed)?;
    let encoding = encoding(format, &style.settings);
    let mut images = Vec::new();
    for tile in metatile.tiles() {
        let lost = || TileError::Render { detail: format!("{tile} is not on its block") };
        let cut = metatile.cut(&picture, tile, scale).ok_or_else(lost)?;
        let bytes = image::encode(Pixels::of(&cut), encoding);
        let bytes = bytes.map_err(|error| TileError::Render { detail: error.to_string() })?;
        images.push((tile, bytes.into()));
    }
    Ok(images)
}

fn failed(error: PictureError) -> TileError {
    let detail = error.to_string();
    match error {
        PictureError::Unpack { .. } | PictureError::Vector { .. } | PictureError::Image { .. } => {
            TileError::BadTile { detail }
        }
        PictureError::Over => TileError::Timeout,
        PictureError::Paint(_) => TileError::Render { detail },
    }
}

fn encoding(format: Format, settings: &StyleSettings) -> image::Encoding {
    match (format, settings.webp_quality) {
        (Format::Jpeg, _) => {
            image::Encoding::Jpeg { quality: settings.jpeg_quality, chroma: chroma(settings.jpeg_chroma) }
        }
        (Format::Webp, Some(quality)) => image::Encoding::Webp { quality },
        (Format::Webp, None) => image::Encoding::WebpLossless,
        _ => match settings.png {
            PngMode::Palette(colours) => image::Encoding::Png8 { colours },
            PngMode::Truecolour => image::Encoding::Png,
        },
    }
}

fn chroma(setting: settings::Chroma) -> Chroma {
    match setting {
        settings::Chroma::Quarter => Chroma::Quarter,
        settings::Chroma::Full => Chroma::Full,
    }
}

/// The image with what the vector tiles at its place say.
fn about(tile: TileId, bytes: Bytes, format: Format, tiles: &[(Need, Content)]) -> Content {
    let is_text = format == Format::Svg;
    let (encoding, kind) = match is_text {
        true => (Encoding::Gzip, "image/svg+xml; charset=utf-8"),
        false => (Encoding::Identity, format.media_type()),
    };
    let mut content = Content::new(bytes, encoding, kind);
    content.recodable = is_text;
    content.substance = Substance::Empty;
    let mut freshness = Freshness::default();
    for (need, vector) in tiles {
        // Labels look at the neighbours too, but only the tiles under this one make its content.
        freshness = freshness.strictest(vector.freshness);
        if covers(need.tile, tile) {
            content.headers = passed_on(vector).collect();
            if vector.substance == Substance::Default {
                content.substance = Substance::Default;
            }
        }
    }
    content.freshness = freshness;
    content
}

/// Whether one lies in the other.
fn covers(a: TileId, b: TileId) -> bool {
    a.ancestor(b.z()) == b.ancestor(a.z())
}
