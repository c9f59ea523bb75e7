//! What can be wrong with the SQL of a layer.

use super::tokens::tokens;

/// Why a text is no layer SQL. The texts are shown to the operator after the layer's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// A token karto does not know.
    #[error("there is no token !{0}!")]
    Unknown(String),
    /// `$1` and the like.
    #[error("the SQL of a layer has no parameter {0}")]
    Parameter(String),
    /// Something after a semicolon.
    #[error("more than one statement: something follows the semicolon at character {0}")]
    Statements(usize),
    /// Parentheses that do not match.
    #[error("the parenthesis at character {0} has no partner")]
    Parenthesis(usize),
    /// A string, quoted name or comment without end.
    #[error("the {what} that begins at character {at} has no end")]
    Unterminated {
        /// What it is.
        what: &'static str,
        /// Where it begins, counted from 1.
        at: usize,
    },
    /// No statement.
    #[error("the SQL is empty")]
    Empty,
}

impl SqlError {
    /// What to do about it.
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
