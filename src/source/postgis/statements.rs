//! The statements of a source, one per zoom.

use super::{layer::ResolvedLayer, statement::Statement};

/// The resolved layers of a source, and the statements for their tiles.
#[derive(Debug)]
pub(super) struct Statements {
    pub layers: Vec<ResolvedLayer>,
    /// The statements by zoom; `None` if no layer exists at that zoom.
    by_zoom: Vec<Option<Statement>>,
}

impl Statements {
    /// Writes the statements for zooms up to `max_zoom`.
    pub(super) fn new(layers: Vec<ResolvedLayer>, max_zoom: u8) -> Self {
        let statement = |zoom: u8| {
            let mut here = layers.iter().filter(|layer| layer.is_at(zoom)).peekable();
            here.peek().is_some().then(|| Statement::tile(here, zoom))
        };
        let by_zoom = (0..=max_zoom).map(statement).collect();
        Self { layers, by_zoom }
    }

    /// The statement for tiles of `zoom`; `None` if no layer exists at that zoom.
    pub(super) fn at(&self, zoom: u8) -> Option<&Statement> {
        self.by_zoom.get(usize::from(zoom))?.as_ref()
    }

    /// Logs the statements of the source `id` at the level `trace`, for use with `EXPLAIN`.
    pub(super) fn log(&self, id: &str) {
        for (zoom, statement) in self.by_zoom.iter().enumerate() {
            if let Some(Statement { sql, params, .. }) = statement {
                tracing::trace!(source = %id, zoom, ?params, %sql, "prepared statement");
            }
        }
    }
}
