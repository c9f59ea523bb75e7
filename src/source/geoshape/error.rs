//! Errors of requests for shapes, with Kartotherian's messages where those are not internal.

use std::{error::Error, sync::Arc};

/// A request for shapes failed. `Display` is the public message; [`ShapeError::detail`] is for operators only.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum ShapeError {
    /// Neither ids nor a query.
    #[error("\"ids\" or \"query\" parameter must be given")]
    NothingAsked,
    /// A query, but `wikidataQueryService` is `false`.
    #[error("\"query\" parameter is not enabled")]
    QueriesOff,
    /// A parameter occurs twice, or as a list.
    #[error("\"{0}\" parameter must be given only once")]
    Repeated(&'static str),
    /// Not the id of a Wikidata item.
    #[error("Invalid Wikidata id \"{0}\"")]
    BadId(String),
    /// More ids than `maxidcount`.
    #[error("Not more than {0} ids allowed")]
    TooManyIds(usize),
    /// An argument of a prepared query is not a number.
    #[error("Invalid value for param {0}")]
    BadArgument(&'static str),
    /// The result of the query is not one that shapes can be found for.
    #[error(transparent)]
    Result(#[from] ResultProblem),
    /// Another service failed.
    #[error("{public}")]
    Upstream {
        /// How it failed.
        failure: UpstreamFailure,
        /// The public message.
        public: String,
        /// What failed.
        #[source]
        cause: Arc<dyn Error + Send + Sync>,
    },
    /// The shapes are larger than allowed.
    #[error("The shapes are too large: ask for fewer ids")]
    TooLarge,
    /// All connections, or all places for requests, are in use.
    #[error("The server is busy")]
    Busy,
    /// The request timed out.
    #[error("No answer in time")]
    Timeout,
    /// A bug, or the service is stopping.
    #[error("The shapes could not be made")]
    Lost,
}

/// How another service failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UpstreamFailure {
    /// It cannot be reached.
    Unavailable,
    /// It did not answer in time.
    Timeout,
    /// Its answer is an error, or not valid.
    Bad,
}

/// What is wrong with the result of a SPARQL query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ResultProblem {
    /// It has no rows.
    #[error("SPARQL query result does not have \"results.bindings\"")]
    NoBindings,
    /// It has more rows than this.
    #[error("SPARQL query result has more than {0} rows")]
    TooManyRows(usize),
    /// A row has no id in the default column.
    #[error(
        "SPARQL query result does not contain \"id\" column. \
         Use `idcolumn` argument to specify column name, or change the query to return `id` column."
    )]
    NoId,
    /// A row has no id in the column of the request.
    #[error("SPARQL query result does not contain {} column.", json(.0))]
    NoIdColumn(String),
    /// The value in this column is not the id of an item.
    #[error("SPARQL query result id column {} is expected to be a valid Wikidata id", json(.0))]
    BadId(String),
}

impl ShapeError {
    /// The message for operators.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Upstream { public, cause, .. } => format!("{public}: {cause}"),
            other => other.to_string(),
        }
    }
}

/// `text` as a JSON string.
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
