//! Errors in statements, reported by the server.

use tokio_postgres::error::{DbError, ErrorPosition};

use super::statement::Statement;

/// The server rejected a statement. The message has the details that help to find the error: the layer, the position in
/// its SQL, the SQLSTATE and the server's hints.
#[derive(Debug, thiserror::Error)]
#[error("{}", message(self))]
pub(super) struct SqlError {
    /// The layer, if it is known.
    pub layer: Option<String>,
    /// Line and column in the layer's SQL after its tokens were replaced, counted from 1.
    at: Option<(usize, usize)>,
    #[source]
    source: tokio_postgres::Error,
}

impl SqlError {
    /// An error that the server reported, in `statement` if that is given.
    pub(super) fn new(source: tokio_postgres::Error, statement: Option<&Statement>) -> Self {
        let position = match source.as_db_error().and_then(DbError::position) {
            Some(ErrorPosition::Original(position)) => usize::try_from(*position).ok(),
            _ => None,
        };
        let located = position.zip(statement).and_then(|(position, statement)| statement.locate(position));
        Self {
            layer: located.map(|(layer, ..)| layer.to_owned()),
            at: located.map(|(_, line, column)| (line, column)),
            source,
        }
    }

    /// Whether the statement no longer matches the database: a column or table is missing (SQLSTATE class 42).
    pub(super) fn is_outdated(&self) -> bool {
        self.source.code().is_some_and(|state| state.code().starts_with("42"))
    }
}

fn message(error: &SqlError) -> String {
    let mut text = String::new();
    if let Some(layer) = &error.layer {
        text = format!("layer {layer:?}");
        if let Some((line, column)) = error.at {
            text.push_str(&format!(", line {line}, column {column} of its SQL"));
        }
        text.push_str(": ");
    }
    let Some(db) = error.source.as_db_error() else { return format!("{text}{}", error.source) };
    text.push_str(&format!("{} (SQLSTATE {})", one_line(db.message()), db.code().code()));
    for (name, note) in [("hint", db.hint()), ("detail", db.detail()), ("context", db.where_())] {
        if let Some(note) = note {
            text.push_str(&format!("; {name}: {}", one_line(note)));
        }
    }
    text
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
