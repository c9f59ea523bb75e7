//! Admission of jobs that draw.

use std::{sync::Arc, time::Duration};

use crate::{
    memory::Budget,
    service::{caller::Caller, error::TileError},
    settings::KartoSettings,
    tile::{Format, Scale},
};

use super::{
    cost::{CostKey, CostModel},
    lane::{Lane, LaneLimits},
    turn::Turn,
};

/// Jobs that may fetch what they need, for each thread that draws.
const FETCHING_PER_THREAD: usize = 16;

/// What a pixel of a PNG costs, in seconds: that of a city at scale 1, with labels.
const SECONDS_PER_PIXEL: f64 = 60e-9;

/// Memory of a job in bytes: for each pixel (the picture, groups that are mixed into it, its tiles before they are
/// encoded), and for the features and glyphs that it is drawn from.
const BYTES_PER_PIXEL: f64 = 16.0;
const BYTES_OF_FEATURES: f64 = 4.0 * 1024.0 * 1024.0;

/// As many pixels as cost what a marker or a glyph file does.
const SMALL_PIXELS: f64 = 128.0 * 128.0;

/// Admits jobs that draw. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct DrawingTurns {
    lane: Arc<Lane>,
    costs: Arc<CostModel>,
}

impl DrawingTurns {
    /// Jobs hold their memory from `memory`.
    pub(crate) fn new(settings: &KartoSettings, memory: &Budget) -> Self {
        let workers = settings.render.workers.max(1);
        let limits = LaneLimits {
            begun: workers * FETCHING_PER_THREAD,
            ready: workers * 2,
            waiting: settings.render.queue,
            wait: settings.limits.queue_time,
            dear: workers.saturating_sub(1).max(1),
            threads: workers,
        };
        Self { lane: Lane::new(limits, memory.clone()), costs: Arc::default() }
    }

    /// Waits until a job of this kind, which draws so many `pixels`, may begin.
    pub(crate) async fn begin(&self, kind: CostKey, pixels: f64, caller: Caller) -> Result<Turn, TileError> {
        let cost = self.cost(&kind, pixels);
        let bytes = (BYTES_OF_FEATURES + BYTES_PER_PIXEL * pixels) as usize;
        let place = self.lane.enter(caller.client, cost, bytes);
        let place = tokio::time::timeout_at(caller.deadline.into(), place).await;
        let place = place.ok().and_then(Result::ok).ok_or(TileError::Busy { limit: "render" })?;
        Ok(Turn::new(place, self.costs.clone(), kind, pixels))
    }

    /// Waits until a small picture that belongs to no source may be drawn.
    pub(crate) async fn begin_small(&self, what: &str, caller: Caller) -> Result<Turn, TileError> {
        let kind = CostKey { source: what.into(), format: Format::Png, scale: Scale::ONE, zoom: 0 };
        self.begin(kind, SMALL_PIXELS, caller).await
    }

    /// The expected cost of a job of this kind, which draws so many `pixels`.
    pub(crate) fn cost(&self, kind: &CostKey, pixels: f64) -> Duration {
        let dearer = if kind.format == Format::Webp { 3.0 } else { 1.0 };
        let first = Duration::try_from_secs_f64(pixels * SECONDS_PER_PIXEL * dearer).unwrap_or(Duration::MAX);
        self.costs.estimate(kind, pixels, first)
    }

    /// The number of waiting jobs, and of those that have begun.
    pub(crate) fn load(&self) -> (usize, usize) {
        self.lane.load()
    }
}
