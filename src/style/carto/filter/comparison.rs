//! Comparison operators.

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Match,
}

impl Comparison {
    /// Reads an operator.
    pub(crate) fn of(text: &str) -> Self {
        match text {
            "=~" => Self::Match,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => Self::Equal,
        }
    }

    /// The operator as written.
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Match => "=~",
        }
    }

    /// Whether another filter may change it to `<` or `>`.
    pub(crate) fn may_become_strict(self) -> bool {
        matches!(self, Self::GreaterOrEqual | Self::LessOrEqual)
    }

    /// Whether it compares sizes.
    pub(crate) fn is_numeric(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual | Self::Match)
    }
}
