//! Mismatches between the configuration of a layer and the database.

use super::sql::identifier;

/// A layer does not fit the database.
#[derive(Debug, thiserror::Error)]
#[error("layer {layer:?}: {fault}")]
pub(super) struct LayerError {
    /// The layer's name.
    pub layer: String,
    /// What is wrong with it.
    #[source]
    pub fault: LayerFault,
}

/// A mismatch between a layer and the database. `columns` are the names of the existing columns.
#[derive(Debug, thiserror::Error)]
pub(super) enum LayerFault {
    #[error("there is no table {0} (names are case-sensitive)")]
    NoTable(String),
    #[error("the reference system of {} of {table} is unknown: set srid for the layer", identifier(geometry))]
    UnknownSrid { geometry: String, table: String },
    #[error("no column {name:?} (of fields); there are {columns}")]
    NoField { name: String, columns: String },
    #[error("no geometry column {name:?}; the columns are {columns}")]
    NoGeometry { name: String, columns: String },
    #[error("column {name:?} is {kind}, not geometry")]
    NotGeometry { name: String, kind: String },
    #[error("no id column {name:?}; the columns are {columns}")]
    NoId { name: String, columns: String },
    #[error("id column {name:?} is {kind}; feature ids are integers: {0}::bigint AS {0}", identifier(name))]
    NotAnInteger { name: String, kind: String },
}

impl LayerFault {
    /// Converts this to an error of the layer `id`.
    pub(super) fn of(self, id: &str) -> LayerError {
        LayerError { layer: id.to_owned(), fault: self }
    }
}
