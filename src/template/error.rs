//! Errors of request templates.

/// A request template cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct RequestTemplateError {
    /// The keys that lead to the value, from the top of the template: `["headers", "host"]`.
    pub path: Vec<String>,
    /// What is wrong.
    pub problem: RequestTemplateProblem,
}

/// What is wrong with a request template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestTemplateProblem {
    /// The template is not a mapping.
    #[error("a request template is a mapping with `uri`")]
    NotAMapping,
    /// There is no `uri`.
    #[error("a request template needs `uri`")]
    NoUri,
    /// A method that is not supported.
    #[error("the method `{0}` is not supported, only `get` and `post`")]
    Method(String),
    /// A brace without its counterpart.
    #[error("unbalanced braces")]
    Braces,
    /// An expression that cannot be read.
    #[error("the expression `{expression}` is not valid: {expected} is missing")]
    Syntax {
        /// The expression.
        expression: String,
        /// What is expected.
        expected: &'static str,
    },
    /// An unknown function.
    #[error("the function `{0}` is not known")]
    UnknownFunction(String),
    /// The wrong number of arguments.
    #[error("the function `{function}` takes {expected} arguments, not {given}")]
    Arguments {
        /// The function.
        function: &'static str,
        /// The number that it takes.
        expected: usize,
        /// The number in the template.
        given: usize,
    },
    /// An unknown variable.
    #[error("the variable `{0}` is not known")]
    UnknownVariable(String),
    /// More nested than any real template.
    #[error("the template is nested too deeply")]
    TooDeep,
    /// The address that the template makes is not an `http` or `https` URL.
    #[error("the template makes an address that is not an http or https URL")]
    Address,
    /// A function got a value of the wrong type.
    #[error("the function `{0}` got a value of the wrong type")]
    Type(&'static str),
}

impl RequestTemplateProblem {
    /// This problem of the value that `path` leads to.
    pub(super) fn at(self, path: &[&str]) -> RequestTemplateError {
        RequestTemplateError { path: path.iter().map(|&key| key.to_owned()).collect(), problem: self }
    }
}
