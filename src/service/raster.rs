//! Drawn tiles.

use std::{sync::Arc, time::Instant};

use super::{Content, Service, TileError, Wanted};

/// Styles and the pool that draws them.
#[derive(Debug, Default)]
pub struct Drawing {}

impl Service {
    pub(super) async fn raster_content(
        self: &Arc<Self>,
        _wanted: &Wanted,
        _deadline: Instant,
    ) -> Result<Content, TileError> {
        let _ = &self.drawing;
        Err(TileError::NotAvailable("Drawn tiles"))
    }
}
