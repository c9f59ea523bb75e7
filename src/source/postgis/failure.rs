//! What can go wrong between karto and a database, in the classes that are treated differently.

use tokio_postgres::error::{DbError, ErrorPosition};

use super::statement::Statement;
use crate::source::SourceError;

/// Why a database did not answer. The texts are for the operator; none holds a password, because
/// neither the server nor tokio-postgres ever repeats one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// The server cannot be reached or is going away: another one may do.
    Host(String),
    /// The server does not let us in: wrong password, no such database. Another one may.
    Refused(String),
    /// Every connection is in use.
    Busy(String),
    /// Trying again at once may help: a replica's recovery conflict, a statement the server forgot.
    Again(String),
    /// The server cancelled the statement (`statement_timeout`).
    Cancelled,
    /// The asker's deadline passed.
    Deadline,
    /// The statement is at fault.
    Sql(SqlFault),
    /// A tile of this many bytes.
    TooLarge,
}

/// What the server says of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SqlFault {
    /// The layer, when it is known.
    pub layer: Option<String>,
    /// Line and column inside the layer's rows, from 1, tokens replaced.
    pub at: Option<(usize, usize)>,
    /// Five characters.
    pub sqlstate: String,
    pub message: String,
    /// Hint, detail and context, as far as the server gave them.
    pub notes: Vec<String>,
}

impl Failure {
    /// Sorts an error of the server at `host`; `statement` is what it was about.
    pub fn of(error: &tokio_postgres::Error, host: &str, statement: Option<&Statement>) -> Self {
        let Some(db) = error.as_db_error() else {
            return Self::Host(format!("{host}: {}", chain(error)));
        };
        let said = || format!("{host}: {} (SQLSTATE {})", db.message(), db.code().code());
        match db.code().code() {
            "57014" => Self::Cancelled,
            // too many connections; shutting down, crashed, starting, database dropped, idle too long
            "53300" | "57P01" | "57P02" | "57P03" | "57P05" => Self::Host(said()),
            "3D000" | "57P04" | "42501" if statement.is_none() => Self::Refused(said()),
            // the server lost a prepared statement (a pooler between us), or its plan does not fit any more
            "26000" => Self::Again(said()),
            "0A000" if db.message().contains("cached plan") => Self::Again(said()),
            code if code.starts_with("08") => Self::Host(said()),
            code if code.starts_with("28") => Self::Refused(said()),
            code if code.starts_with("40") => Self::Again(said()),
            _ => Self::Sql(SqlFault::of(db, statement)),
        }
    }

    /// The public class, for source `id`.
    pub fn into_error(self, id: &str) -> SourceError {
        let source_id = id.to_owned();
        match self {
            Self::Host(detail) | Self::Busy(detail) | Self::Again(detail) => {
                SourceError::Unavailable { source_id, detail }
            }
            Self::Refused(detail) => SourceError::Bad { source_id, detail },
            Self::Cancelled | Self::Deadline => SourceError::Timeout { source_id },
            Self::Sql(fault) => SourceError::Bad { source_id, detail: fault.to_string() },
            Self::TooLarge => SourceError::TooLarge { source_id, limit: super::statement::MAX_TILE_BYTES },
        }
    }
}

impl SqlFault {
    /// A fault karto itself found in a layer.
    pub fn found(layer: &str, message: String) -> Self {
        Self { layer: Some(layer.to_owned()), at: None, sqlstate: String::new(), message, notes: Vec::new() }
    }

    fn of(db: &DbError, statement: Option<&Statement>) -> Self {
        let position = match db.position() {
            Some(ErrorPosition::Original(position)) => usize::try_from(*position).ok(),
            _ => None,
        };
        let located = position.zip(statement).and_then(|(position, statement)| statement.locate(position));
        let note = |what: &str, text: Option<&str>| text.map(|text| format!("{what}: {}", one_line(text)));
        let notes = [note("hint", db.hint()), note("detail", db.detail()), note("context", db.where_())];
        Self {
            layer: located.map(|(layer, ..)| layer.to_owned()),
            at: located.map(|(_, line, column)| (line, column)),
            sqlstate: db.code().code().to_owned(),
            message: one_line(db.message()),
            notes: notes.into_iter().flatten().collect(),
        }
    }
}

impl std::fmt::Display for SqlFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(layer) = &self.layer {
            write!(f, "layer {layer:?}")?;
            if let Some((line, column)) = self.at {
                write!(f, ", line {line}, column {column} of its SQL")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)?;
        if !self.sqlstate.is_empty() {
            write!(f, " (SQLSTATE {})", self.sqlstate)?;
        }
        self.notes.iter().try_for_each(|note| write!(f, "; {note}"))
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// An error and its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}
