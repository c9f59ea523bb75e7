//! Errors in the SQL of a layer.

use super::tokens::tokens;

/// An error in the SQL of a layer. Messages are shown after the name of the layer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayerSqlError {
    /// An unknown token.
    #[error("there is no token !{0}!")]
    Unknown(String),
    /// `$1` and the like.
    #[error("the SQL of a layer has no parameter {0}")]
    Parameter(String),
    /// More SQL after a semicolon.
    #[error("more than one statement: something follows the semicolon at character {0}")]
    Statements(usize),
    /// Parentheses that do not match.
    #[error("the parenthesis at character {0} has no partner")]
    Parenthesis(usize),
    /// A string, quoted name or comment that does not end.
    #[error("the {what} that begins at character {at} has no end")]
    Unterminated {
        /// A description of the construct.
        what: &'static str,
        /// The character at which it starts, counted from 1.
        at: usize,
    },
    /// There is no statement.
    #[error("the SQL is empty")]
    Empty,
}

impl LayerSqlError {
    /// Advice on fixing the error.
    pub fn fix(&self) -> String {
        match self {
            Self::Unknown(_) | Self::Parameter(_) => format!("use one of {}", tokens().collect::<Vec<_>>().join(" ")),
            Self::Statements(_) => "leave one statement".to_owned(),
            Self::Parenthesis(_) => "close what is opened, once".to_owned(),
            Self::Unterminated { what, .. } => format!("end the {what}"),
            Self::Empty => "write a SELECT".to_owned(),
        }
    }
}
