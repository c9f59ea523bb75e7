//! Events of tiles: served, drawn, failed, purged.

use std::time::Duration;

use tracing::{debug, error, info, trace, warn};

use super::Event;
use crate::{
    telemetry::metrics::{FailureLabels, SourceLabel, TileLabels, metrics},
    tile::Scale,
};

/// A tile was served.
#[derive(Debug)]
pub struct TileServed<'a> {
    /// The source.
    pub source: &'a str,
    /// Zoom.
    pub zoom: u8,
    /// Format.
    pub format: &'static str,
    /// Scale; 1 for formats that are not drawn.
    pub scale: Scale,
    /// The state of the cache entry: hit, miss, stale, stale-if-error.
    pub cache: &'static str,
}

impl Event for TileServed<'_> {
    fn emit(&self) {
        trace!(source = self.source, zoom = self.zoom, cache = self.cache, "tile");
        let labels = TileLabels {
            source: self.source.to_owned(),
            zoom: self.zoom,
            format: self.format,
            scale: self.scale.to_string(),
            cache: self.cache,
        };
        metrics().tiles.get_or_create(&labels).inc();
    }
}

/// A tile could not be made.
#[derive(Debug)]
pub struct TileFailed<'a> {
    /// The source.
    pub source: &'a str,
    /// The tile, as in the URL.
    pub tile: &'a str,
    /// The class of the failure.
    pub reason: &'static str,
    /// The cause, for operators. It may name internal hosts, but contains no secrets.
    pub detail: &'a str,
}

impl Event for TileFailed<'_> {
    fn emit(&self) {
        warn!(source = self.source, tile = self.tile, reason = self.reason, "tile failed: {}", self.detail);
        let labels = FailureLabels { source: self.source.to_owned(), reason: self.reason };
        metrics().failures.get_or_create(&labels).inc();
    }
}

/// A source returned bytes that are not a tile. If there is an older tile, it is served instead.
#[derive(Debug)]
pub struct TileRejected<'a> {
    /// The source that returned them.
    pub source: &'a str,
    /// The tile that was requested.
    pub tile: &'a str,
    /// What is wrong with the bytes.
    pub problem: &'a str,
}

impl Event for TileRejected<'_> {
    fn emit(&self) {
        warn!(source = self.source, tile = self.tile, "the source returned what is no tile: {}", self.problem);
        metrics().rejected.get_or_create(&SourceLabel { source: self.source.to_owned() }).inc();
    }
}

/// A metatile was drawn and encoded.
#[derive(Debug)]
pub struct MetatileDrawn<'a> {
    /// The source.
    pub source: &'a str,
    /// Time in the queue.
    pub waited: Duration,
    /// Time of the work.
    pub took: Duration,
}

impl Event for MetatileDrawn<'_> {
    fn emit(&self) {
        trace!(source = self.source, waited = ?self.waited, took = ?self.took, "drawn");
        let labels = SourceLabel { source: self.source.to_owned() };
        metrics().render_wait.get_or_create(&labels).observe(self.waited.as_secs_f64());
        metrics().render_seconds.get_or_create(&labels).observe(self.took.as_secs_f64());
    }
}

/// A picture was drawn without neighboring vector tiles, because they could not be fetched in time: labels may be missing.
#[derive(Debug)]
pub struct PictureIncomplete<'a> {
    /// The source.
    pub source: &'a str,
}

impl Event for PictureIncomplete<'_> {
    fn emit(&self) {
        debug!(source = self.source, "a picture is incomplete: neighboring tiles could not be fetched");
        metrics().pictures_incomplete.get_or_create(&SourceLabel { source: self.source.to_owned() }).inc();
    }
}

/// A drawing did not end even seconds after its deadline, which is a bug. Its thread was replaced, and the picture is
/// refused for a while.
#[derive(Debug)]
pub struct DrawingLost<'a> {
    /// The source.
    pub source: &'a str,
    /// The picture.
    pub picture: &'a str,
}

impl Event for DrawingLost<'_> {
    fn emit(&self) {
        error!(source = self.source, picture = self.picture, "a drawing does not end; its thread was replaced");
        let labels = SourceLabel { source: self.source.to_owned() };
        metrics().drawings_lost.get_or_create(&labels).inc();
    }
}

/// Labels were drawn without some of their characters, because no font has them.
#[derive(Debug)]
pub struct GlyphsMissing<'a> {
    /// The style's layer.
    pub layer: &'a str,
    /// Number of characters.
    pub characters: usize,
}

impl Event for GlyphsMissing<'_> {
    fn emit(&self) {
        // At `debug`: such labels are reported each time they are drawn. The metric counts them.
        debug!(layer = self.layer, characters = self.characters, "no font has some characters of labels");
        metrics().glyphs_missing.inc_by(self.characters as u64);
    }
}

/// Cache entries were purged.
#[derive(Debug)]
pub struct Purged<'a> {
    /// The filter.
    pub what: &'a str,
    /// Number of entries removed.
    pub gone: usize,
}

impl Event for Purged<'_> {
    fn emit(&self) {
        info!(gone = self.gone, "purged {}", self.what);
        metrics().purged.inc_by(self.gone as u64);
    }
}
