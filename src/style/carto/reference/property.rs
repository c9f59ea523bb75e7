//! Properties of CartoCSS.

/// A property: an attribute, the text or the elements of a symbolizer, or an attribute of the style or map.
#[derive(Debug)]
pub(crate) struct CartoProperty {
    /// The symbolizer (`line`), `map`, or `*` for the style.
    pub(crate) symbolizer: &'static str,
    /// The name in XML.
    pub(crate) xml: &'static str,
    pub(crate) value_type: ValueType,
    /// Whether it may be an expression that Mapnik evaluates per feature.
    pub(crate) expression: bool,
    pub(crate) serialization: Serialization,
    /// Whether it names font faces.
    pub(crate) font: bool,
    /// The default, if it is a word.
    pub(crate) default_word: &'static str,
    /// The functions that it may call, with the number of their arguments, -1 for any.
    pub(crate) functions: Vec<(&'static str, i32)>,
}

/// The type of the values of a property.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ValueType {
    /// One of these words.
    Choice(Vec<&'static str>),
    /// A list of numbers.
    Numbers,
    /// Elements within the symbolizer.
    Tags,
    /// A list of function calls.
    Functions,
    /// A number that is rounded to an integer.
    Unsigned,
    /// A single value of the type with this name: `color`, `float`, `string`, `uri`, `boolean`.
    Single(&'static str),
}

/// Where the value of a property is in XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serialization {
    Attribute,
    /// The text of the element.
    Content,
    /// Elements within the element.
    Tag,
}

impl ValueType {
    /// Reads the type as in the table.
    pub(super) fn of(text: &'static str) -> Self {
        match (text, text.strip_prefix('=')) {
            (_, Some(words)) => Self::Choice(words.split('|').collect()),
            ("numbers", _) => Self::Numbers,
            ("tags", _) => Self::Tags,
            ("functions", _) => Self::Functions,
            ("unsigned", _) => Self::Unsigned,
            _ => Self::Single(text),
        }
    }

    /// A description for messages.
    pub(crate) fn description(&self) -> String {
        match self {
            Self::Choice(words) => format!("one of {}", crate::diagnostic::quoted(words)),
            Self::Numbers => "a list of numbers, separated by commas".into(),
            Self::Tags => "a list of `stop(…)`".into(),
            Self::Functions => "a list of functions".into(),
            Self::Unsigned | Self::Single("float") => "a number".into(),
            Self::Single("color") => "a color".into(),
            Self::Single("string") => "a text in quotes".into(),
            Self::Single("uri") => "a file: `url(…)`".into(),
            Self::Single("boolean") => "`true` or `false`".into(),
            Self::Single(other) => format!("a value of type {other}"),
        }
    }
}
