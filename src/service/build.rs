//! From settings to a service. No port is bound here, so a configuration can be tried out anywhere.

use std::sync::Arc;

use crate::{config::Settings, source::graph};

use super::{Service, raster::Drawing};

/// Why the service cannot be built, though the configuration itself was found good.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BuildError {
    /// A source cannot be opened.
    #[error("{}: {_0}", _0.place)]
    Source(graph::BuildError),
}

impl Service {
    /// Opens every source and loads every style of `settings`. All problems are reported.
    pub async fn build(settings: Settings) -> Result<Arc<Self>, Vec<BuildError>> {
        let graph = graph::build(&settings).await;
        let graph = graph.map_err(|errors| errors.into_iter().map(BuildError::Source).collect::<Vec<_>>())?;
        Ok(Arc::new(Self::assemble(Arc::new(settings), graph.sources, Drawing::default())))
    }
}
