//! Errors in the settings of a source that are found without the database.

use super::{address::AddressError, tls::TlsError};
use crate::settings::{Place, layer_sql::LayerSqlError};

/// A setting of a source cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum SettingsError {
    #[error("plan_cache_mode {0:?} is not one of auto, force_generic_plan, force_custom_plan")]
    PlanCacheMode(String),
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error(transparent)]
    Tls(#[from] TlsError),
    #[error(transparent)]
    Pool(#[from] deadpool_postgres::BuildError),
    #[error("no database host")]
    NoHost,
    #[error("layer {layer:?}: {problem}")]
    Layer {
        layer: String,
        #[source]
        problem: LayerProblem,
    },
    #[error("layer {layer:?} ({place}) is repeated at the same zooms")]
    Repeated { layer: String, place: Place },
}

/// An error in the settings of a layer.
#[derive(Debug, thiserror::Error)]
pub(super) enum LayerProblem {
    #[error("the extent is 0")]
    NoExtent,
    #[error("{0:?} is not the name of a table or function")]
    Name(String),
    #[error("{_0}: {}", _0.fix())]
    Sql(#[from] LayerSqlError),
}

/// All errors in the settings of a source.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub(super) struct SettingsErrors(pub Vec<SettingsError>);
