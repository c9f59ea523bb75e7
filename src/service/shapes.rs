//! Answers with shapes: GeoJSON and TopoJSON documents.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    source::geoshape::{self, ClientInfo, Geoshapes, ShapeRequest},
    telemetry::{Event, event},
    work::Runner,
};

use super::{coding::Accepts, error::TileError, error_kind::ErrorKind, run::run_short, stored::StoredBody};

/// The media type of both formats, as in Kartotherian.
const MEDIA_TYPE: &str = "application/vnd.geo+json; charset=utf-8";

/// Makes documents with shapes. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct ShapeEngine {
    geoshapes: Geoshapes,
    runner: Arc<Runner>,
    timeout: Duration,
}

impl ShapeEngine {
    pub(super) fn new(geoshapes: Geoshapes, runner: Arc<Runner>, timeout: Duration) -> Self {
        Self { geoshapes, runner, timeout }
    }

    /// The shapes themselves.
    pub(crate) fn geoshapes(&self) -> &Geoshapes {
        &self.geoshapes
    }

    /// The document that `request` asks for, in a coding that the client accepts.
    pub(crate) async fn document(
        &self,
        request: &ShapeRequest,
        client: &ClientInfo,
        accepts: Accepts,
    ) -> Result<StoredBody, TileError> {
        let made = self.make(request, client, accepts).await;
        if let Err(error) = &made {
            match error.kind() {
                ErrorKind::Refused => {}
                ErrorKind::Busy => event::Shed { reason: error.limit() }.emit(),
                kind => {
                    let (detail, reason) = (error.detail(), kind.name());
                    event::ShapesFailed { kind: request.kind.name(), reason, detail: &detail }.emit();
                }
            }
        }
        made
    }

    async fn make(
        &self,
        request: &ShapeRequest,
        client: &ClientInfo,
        accepts: Accepts,
    ) -> Result<StoredBody, TileError> {
        let features = self.geoshapes.features(request, client).await?;
        let geojson = request.geojson;
        let write = move || {
            let text = geoshape::document(&features, geojson).map_err(TileError::bad_tile)?;
            StoredBody::text_for(&text, MEDIA_TYPE, accepts)
        };
        run_short(&self.runner, Instant::now() + self.timeout, write).await?
    }
}
