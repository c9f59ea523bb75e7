//! Errors on one line.

use std::error::Error;

/// The error and its causes, separated by colons. A cause that the text already ends with is not repeated.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.ends_with(&words) {
            text = format!("{text}: {words}");
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::num::ParseIntError;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("not a port")]
    struct WithoutCause(#[source] ParseIntError);

    #[derive(Debug, thiserror::Error)]
    #[error("not a port: {0}")]
    struct WithCause(#[source] ParseIntError);

    #[test]
    fn each_cause_is_named_once() {
        let cause = "x".parse::<u8>().unwrap_err();
        assert_eq!(with_causes(&WithoutCause(cause.clone())), "not a port: invalid digit found in string");
        assert_eq!(with_causes(&WithCause(cause)), "not a port: invalid digit found in string");
    }
}
